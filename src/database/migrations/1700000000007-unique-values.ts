import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The values of attributes that a tenant has defined as unique, in their comparable form: one row per value. */
export class UniqueValues1700000000007 implements MigrationInterface {
  readonly name = 'UniqueValues1700000000007';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table user_unique_values (
        tenant_id uuid not null,
        attribute text collate "C" not null,
        value_key text collate "C" not null,
        user_id uuid not null,
        constraint user_unique_values_pkey primary key (tenant_id, attribute, value_key),
        constraint user_unique_values_user foreign key (tenant_id, user_id)
          references users (tenant_id, id) on delete cascade
      )`);
    await runner.query('create index user_unique_values_user_id on user_unique_values (tenant_id, user_id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table user_unique_values');
  }
}
