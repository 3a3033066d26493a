import { AccountLinks } from '@debrief/server/platform';
import { Injectable, Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';

/** Brings along what somebody did as a guest once they have an account. */
@Injectable()
export class GuestLinks {
  private readonly logger = new Logger('accounts');

  constructor(
    private readonly dataSource: DataSource,
    private readonly links: AccountLinks,
  ) {}

  /** Remembers that a guest became `to`; committed on its own, so that a failing hand-over can be tried again. */
  async remember(from: string, to: string): Promise<void> {
    await this.dataSource.query(
      `insert into accounts_link (from_id, to_id) values ($1, $2) on conflict (from_id, to_id) do nothing`,
      [from, to],
    );
  }

  /**
   * Hands over everything still owed to this account, guest by guest, each in one transaction. A failure is logged
   * and left for the next sign-in: the person is signed in either way.
   */
  async settle(to: string): Promise<void> {
    const owed: { from_id: string }[] = await this.dataSource.query(
      `select from_id from accounts_link where to_id = $1 and done_at is null order by created_at`,
      [to],
    );
    for (const { from_id: from } of owed) {
      await this.handOver(from, to).catch((error: unknown) =>
        this.logger.error({ err: error }, 'a guest could not be linked; the next sign-in tries again'),
      );
    }
  }

  private async handOver(from: string, to: string): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      // Two tabs may sign in at once: the second waits here and then finds nothing left to do.
      const [mine]: unknown[] = await manager.query(
        `select from_id from accounts_link where from_id = $1 and to_id = $2 and done_at is null for update`,
        [from, to],
      );
      if (!mine) return;
      await this.links.run(from, to, manager);
      await manager.query(`update accounts_link set done_at = now() where from_id = $1 and to_id = $2`, [from, to]);
    });
  }
}
