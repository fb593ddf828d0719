import type { MigrationInterface, QueryRunner } from 'typeorm';
import { isolateTable } from './isolate-table.js';

/** Administrative acts. The roles of the service may add to them and read them, and nothing else. */
export class Audit1700000000009 implements MigrationInterface {
  readonly name = 'Audit1700000000009';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table audit_events (
        tenant_id uuid not null,
        id uuid not null,
        at timestamptz(3) not null,
        actor_type text not null,
        actor_name text not null,
        address text,
        request_id text,
        action text not null,
        target_type text not null,
        target_id text not null,
        target_name text not null,
        before jsonb,
        after jsonb,
        constraint audit_events_pkey primary key (tenant_id, id),
        constraint audit_events_tenant foreign key (tenant_id) references tenants (id) on delete cascade
      )`);
    await runner.query('create index audit_events_id on audit_events (id)');
    await isolateTable(runner, 'audit_events', { tenant: 'select, insert', operator: 'select' });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table audit_events');
  }
}
