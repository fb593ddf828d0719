import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tenants and their API tokens. Of a token only the keyed digest is kept, never the token. */
export class Tenants1700000000001 implements MigrationInterface {
  readonly name = 'Tenants1700000000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table tenants (
        id uuid not null,
        slug text not null,
        name text not null,
        status text not null,
        settings jsonb not null,
        created_at timestamptz(3) not null,
        constraint tenants_pkey primary key (id),
        constraint tenants_slug unique (slug),
        constraint tenants_status check (status in ('active', 'suspended'))
      )`);
    await runner.query(`
      create table api_tokens (
        tenant_id uuid not null,
        id uuid not null,
        name text not null,
        digest bytea not null,
        display text not null,
        scopes text[] not null,
        created_by text not null,
        created_at timestamptz(3) not null,
        expires_at timestamptz(3),
        last_used_at timestamptz(3),
        revoked_at timestamptz(3),
        constraint api_tokens_pkey primary key (tenant_id, id),
        constraint api_tokens_tenant foreign key (tenant_id) references tenants (id) on delete cascade,
        constraint api_tokens_digest unique (digest)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table api_tokens');
    await runner.query('drop table tenants');
  }
}
