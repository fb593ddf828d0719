import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Groups, and who belongs to them. A membership is a row, so that a change of one touches no other. A member is a
 * user or a group: the generated columns give each kind its foreign key and its index.
 */
export class Groups1700000000006 implements MigrationInterface {
  readonly name = 'Groups1700000000006';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table groups (
        tenant_id uuid not null,
        id uuid not null,
        display_name_key text collate "C" not null,
        external_id text collate "C",
        resource json not null,
        comparable jsonb not null,
        version integer not null,
        created_at timestamptz(3) not null,
        last_modified timestamptz(3) not null,
        constraint groups_pkey primary key (tenant_id, id),
        constraint groups_tenant foreign key (tenant_id) references tenants (id) on delete cascade,
        constraint groups_display_name unique (tenant_id, display_name_key)
      )`);
    await runner.query('create index groups_external_id on groups (tenant_id, external_id)');
    await runner.query('create index groups_last_modified on groups (tenant_id, last_modified, id)');
    // The key to the tenant lets a tenant go in one statement: members are gone before the users that they name.
    await runner.query(`
      create table group_members (
        tenant_id uuid not null,
        group_id uuid not null,
        member_id uuid not null,
        member_type text not null,
        user_id uuid generated always as (case when member_type = 'User' then member_id end) stored,
        member_group_id uuid generated always as (case when member_type = 'Group' then member_id end) stored,
        constraint group_members_pkey primary key (tenant_id, group_id, member_id),
        constraint group_members_tenant foreign key (tenant_id) references tenants (id) on delete cascade,
        constraint group_members_group foreign key (tenant_id, group_id)
          references groups (tenant_id, id) on delete cascade,
        constraint group_members_user foreign key (tenant_id, user_id) references users (tenant_id, id),
        constraint group_members_member_group foreign key (tenant_id, member_group_id)
          references groups (tenant_id, id),
        constraint group_members_type check (member_type in ('User', 'Group'))
      )`);
    await runner.query(
      'create index group_members_user_id on group_members (tenant_id, user_id) where user_id is not null',
    );
    await runner.query(
      `create index group_members_member_group_id on group_members (tenant_id, member_group_id)
       where member_group_id is not null`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table group_members');
    await runner.query('drop table groups');
  }
}
