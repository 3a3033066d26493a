import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The `auth` tables are the sign-in library's own, word for word as it compiles them; a spec fails when they drift. */
const auth = `
create schema if not exists "auth";

create table "auth"."user" ("id" text not null primary key, "name" text not null, "email" text not null unique, "emailVerified" boolean not null, "image" text, "createdAt" timestamptz default CURRENT_TIMESTAMP not null, "updatedAt" timestamptz default CURRENT_TIMESTAMP not null, "isAnonymous" boolean);

create table "auth"."session" ("id" text not null primary key, "expiresAt" timestamptz not null, "token" text not null unique, "createdAt" timestamptz default CURRENT_TIMESTAMP not null, "updatedAt" timestamptz not null, "ipAddress" text, "userAgent" text, "userId" text not null references "auth"."user" ("id") on delete cascade);

create table "auth"."account" ("id" text not null primary key, "accountId" text not null, "providerId" text not null, "userId" text not null references "auth"."user" ("id") on delete cascade, "accessToken" text, "refreshToken" text, "idToken" text, "accessTokenExpiresAt" timestamptz, "refreshTokenExpiresAt" timestamptz, "scope" text, "password" text, "createdAt" timestamptz default CURRENT_TIMESTAMP not null, "updatedAt" timestamptz not null);

create table "auth"."verification" ("id" text not null primary key, "identifier" text not null, "value" text not null, "expiresAt" timestamptz not null, "createdAt" timestamptz default CURRENT_TIMESTAMP not null, "updatedAt" timestamptz default CURRENT_TIMESTAMP not null);

create table "auth"."rateLimit" ("id" text not null primary key, "key" text not null unique, "count" integer not null, "lastRequest" bigint not null);

create index "session_userId_idx" on "auth"."session" ("userId");

create index "account_userId_idx" on "auth"."account" ("userId");

create index "verification_identifier_idx" on "auth"."verification" ("identifier");
`;

const ours = `
create table accounts_profile (
  account_id text primary key references "auth"."user" ("id") on delete cascade,
  time_zone text not null default 'UTC',
  target_level text,
  is_admin boolean not null default false,
  created_at timestamptz not null default now()
);

create table accounts_link (
  from_id text not null references "auth"."user" ("id") on delete cascade,
  to_id text not null references "auth"."user" ("id") on delete cascade,
  created_at timestamptz not null default now(),
  done_at timestamptz,
  primary key (from_id, to_id),
  check (from_id <> to_id)
);
create index accounts_link_undone on accounts_link (to_id) where done_at is null;

create table accounts_rate (
  key varchar(255) primary key,
  points integer not null default 0,
  expire bigint
);
`;

export class Accounts1763840100000 implements MigrationInterface {
  name = 'Accounts1763840100000';

  async up(q: QueryRunner): Promise<void> {
    await q.query(auth);
    await q.query(ours);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`drop table accounts_rate, accounts_link, accounts_profile`);
    await q.query(`drop schema "auth" cascade`);
  }
}
