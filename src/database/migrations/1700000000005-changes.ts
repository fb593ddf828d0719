import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What happened to resources: one row per version of each, written by the statement that made the version.
 *
 * `sequence` is the order of writing. It is not the order of committing, so nobody follows it: a reader follows
 * `position`, which a change gets only when it is seen to be committed.
 */
export class Changes1700000000005 implements MigrationInterface {
  readonly name = 'Changes1700000000005';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table changes (
        tenant_id uuid not null,
        resource_id uuid not null,
        version integer not null,
        resource_type text not null,
        kind text not null,
        resource json,
        attributes json not null,
        actor_type text not null,
        actor_id text,
        request_id text not null,
        at timestamptz(3) not null,
        sequence bigint not null generated always as identity,
        position bigint,
        constraint changes_pkey primary key (tenant_id, resource_id, version),
        constraint changes_tenant foreign key (tenant_id) references tenants (id) on delete cascade,
        constraint changes_kind check (kind in
          ('created', 'updated', 'deactivated', 'reactivated', 'members-added', 'members-removed', 'deleted'))
      )`);
    await runner.query('create unique index changes_position on changes (tenant_id, position)');
    await runner.query(
      'create index changes_without_position on changes (tenant_id, sequence) where position is null',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table changes');
  }
}
