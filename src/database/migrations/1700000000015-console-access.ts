import type { MigrationInterface, QueryRunner } from 'typeorm';
import { isolateTable } from './isolate-table.js';

/** The ways of a tenant's admin into the console. Of a link and of a session only the keyed digest is kept. */
export class ConsoleAccess1700000000015 implements MigrationInterface {
  readonly name = 'ConsoleAccess1700000000015';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table console_links (
        tenant_id uuid not null,
        id uuid not null,
        digest bytea not null,
        admin_email text not null,
        role text not null,
        created_by text not null,
        created_at timestamptz(3) not null,
        expires_at timestamptz(3) not null,
        used_at timestamptz(3),
        constraint console_links_pkey primary key (tenant_id, id),
        constraint console_links_digest unique (digest, tenant_id),
        constraint console_links_tenant foreign key (tenant_id) references tenants (id) on delete cascade
      )`);
    await runner.query(`
      create table console_sessions (
        tenant_id uuid not null,
        id uuid not null,
        digest bytea not null,
        admin_email text not null,
        role text not null,
        created_at timestamptz(3) not null,
        last_seen_at timestamptz(3) not null,
        expires_at timestamptz(3) not null,
        ended_at timestamptz(3),
        constraint console_sessions_pkey primary key (tenant_id, id),
        constraint console_sessions_digest unique (digest, tenant_id),
        constraint console_sessions_tenant foreign key (tenant_id) references tenants (id) on delete cascade
      )`);
    for (const table of ['console_links', 'console_sessions']) {
      await isolateTable(runner, table, { tenant: 'select, insert, update, delete', operator: 'select' });
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table console_sessions');
    await runner.query('drop table console_links');
  }
}
