import type { MigrationInterface, QueryRunner } from 'typeorm';
import { isolateTable } from './isolate-table.js';

const COMPRESSED_LATE = ['users', 'changes'];

/**
 * A tenant that is being deleted has a status of its own, and what is left of it in the end is a record of the
 * deletion. Its id is the one that the tenant had, which nothing refers to any more.
 */
export class DeletedTenants1700000000012 implements MigrationInterface {
  readonly name = 'DeletedTenants1700000000012';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table tenants drop constraint tenants_status');
    await runner.query(
      `alter table tenants add constraint tenants_status check (status in ('active', 'suspended', 'deleting'))`,
    );
    await runner.query(`
      create table deleted_tenants (
        id uuid not null,
        slug text not null,
        deleted_at timestamptz(3) not null,
        actor_type text not null,
        actor_name text not null,
        address text,
        request_id text,
        rows jsonb not null,
        constraint deleted_tenants_pkey primary key (id)
      )`);
    // An ordinary user and its change are a little over the 2 kB from which PostgreSQL compresses rows, which took a third
    // of the time of a write and saved a quarter of the space. From 8 kB on they still are compressed.
    for (const table of COMPRESSED_LATE)
      await runner.query(`alter table ${table} set (toast_tuple_target = 8160)`);
    await runner.query('create index deleted_tenants_deleted_at on deleted_tenants (deleted_at, id)');
    // The last statement of a deletion runs in the scope of the tenant: it may add the record of this one, and no more.
    await isolateTable(runner, 'deleted_tenants', { tenant: 'insert', operator: 'select' }, 'id');
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of COMPRESSED_LATE)
      await runner.query(`alter table ${table} reset (toast_tuple_target)`);
    await runner.query('drop table deleted_tenants');
    await runner.query('alter table tenants drop constraint tenants_status');
    await runner.query(
      `alter table tenants add constraint tenants_status check (status in ('active', 'suspended'))`,
    );
  }
}
