import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What a tenant adds to its User. `schema_version` grows with every change of it and comes with every look-up of a
 * token: so an instance may keep a tenant's schemas in memory, and notices at once when they are old.
 */
export class SchemaExtensions1700000000004 implements MigrationInterface {
  readonly name = 'SchemaExtensions1700000000004';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table tenants add column schema_version integer not null default 0');
    await runner.query(`
      create table schema_extensions (
        tenant_id uuid not null,
        urn_key text collate "C" not null,
        definition jsonb not null,
        constraint schema_extensions_pkey primary key (tenant_id, urn_key),
        constraint schema_extensions_tenant foreign key (tenant_id) references tenants (id) on delete cascade
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table schema_extensions');
    await runner.query('alter table tenants drop column schema_version');
  }
}
