import type { accountRoutes, Me, RouteInput } from '@debrief/contracts';
import { ProblemError } from '@debrief/server/platform';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

interface Row extends Pick<Me, 'account' | 'name' | 'email' | 'isGuest' | 'isAdmin' | 'timeZone' | 'targetLevel'> {
  createdAt: Date;
}

/** What people say about themselves. A guest has a profile as soon as they change it. */
@Injectable()
export class Profiles {
  constructor(private readonly dataSource: DataSource) {}

  async read(accountId: string): Promise<Me> {
    const [row]: Row[] = await this.dataSource.query(
      `select u.id as account, u.name, u."createdAt", coalesce(u."isAnonymous", false) as "isGuest",
              case when u."isAnonymous" then null else u.email end as email,
              coalesce(p.is_admin, false) as "isAdmin", coalesce(p.time_zone, 'UTC') as "timeZone",
              p.target_level as "targetLevel"
         from auth."user" u left join accounts_profile p on p.account_id = u.id
        where u.id = $1`,
      [accountId],
    );
    if (!row) throw new ProblemError('not-signed-in', 'Sign in first.');
    return { ...row, createdAt: row.createdAt.toISOString() };
  }

  async update(
    accountId: string,
    { name, timeZone, targetLevel }: RouteInput<typeof accountRoutes.updateMe>['body'],
  ): Promise<Me> {
    await this.dataSource.transaction(async (manager) => {
      if (name !== undefined)
        await manager.query(`update auth."user" set name = $2, "updatedAt" = now() where id = $1`, [accountId, name]);
      // Null is a choice for the target level, and absence leaves it alone.
      await manager.query(
        `insert into accounts_profile (account_id, time_zone, target_level) values ($1, coalesce($2, 'UTC'), $3)
         on conflict (account_id) do update
           set time_zone = coalesce($2, accounts_profile.time_zone),
               target_level = case when $4 then $3 else accounts_profile.target_level end`,
        [accountId, timeZone ?? null, targetLevel ?? null, targetLevel !== undefined],
      );
    });
    return this.read(accountId);
  }
}
