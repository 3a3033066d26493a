import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A domain has few of all prompts, so walking a whole order for them takes longer than any other list. */
export class DomainOrders1763845200000 implements MigrationInterface {
  name = 'DomainOrders1763845200000';

  async up(q: QueryRunner): Promise<void> {
    for (const [name, order] of Object.entries({ newest: 'created_at', used: 'uses' }))
      await q.query(
        `create index prompts_prompt_domain_${name} on prompts_prompt (domain, ${order}, id)
         where status = 'published' and visibility = 'public'`,
      );
  }

  async down(q: QueryRunner): Promise<void> {
    for (const name of ['newest', 'used']) await q.query(`drop index prompts_prompt_domain_${name}`);
  }
}
