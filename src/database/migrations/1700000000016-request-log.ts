import type { MigrationInterface, QueryRunner } from 'typeorm';
import { isolateTable } from './isolate-table.js';

/**
 * The SCIM requests of the tenants, one line each, and how many there were in each hour: the numbers are right also
 * when lines were dropped, and cost no reading of the lines. The ids grow with time.
 */
export class RequestLog1700000000016 implements MigrationInterface {
  readonly name = 'RequestLog1700000000016';

  async up(runner: QueryRunner): Promise<void> {
    // No foreign key to the tenant: it would be checked for each line. The statement that writes looks once for all.
    await runner.query(`
      create table request_log (
        tenant_id uuid not null,
        id uuid not null,
        at timestamptz(3) not null,
        request_id text not null,
        method text not null,
        route text not null,
        url text not null,
        resource_type text,
        resource_id uuid,
        status smallint not null,
        scim_type text,
        outcome text not null,
        refusal text,
        milliseconds integer not null,
        meaning text not null,
        person_name text,
        person_active boolean,
        token_id uuid not null,
        change_kind text,
        change_version integer,
        deviations text[] not null,
        request_headers json not null,
        request_body text,
        response_body text,
        constraint request_log_pkey primary key (tenant_id, id)
      )`);
    await runner.query(`
      create index request_log_resource on request_log (tenant_id, resource_id, id) where resource_id is not null`);
    await runner.query(`
      create index request_log_outcome on request_log (tenant_id, outcome, id) where outcome <> 'success'`);
    await runner.query(`
      create index request_log_refusal on request_log (tenant_id, id) where refusal is not null`);
    await runner.query(`
      create table request_counts (
        tenant_id uuid not null,
        hour timestamptz(3) not null,
        total integer not null,
        failed integer not null,
        dropped integer not null,
        unknown_tokens integer not null,
        constraint request_counts_pkey primary key (tenant_id, hour)
      )`);
    await isolateTable(runner, 'request_log', { tenant: 'select, insert, delete' });
    await isolateTable(runner, 'request_counts', { tenant: 'select, insert, update, delete' });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table request_counts');
    await runner.query('drop table request_log');
  }
}
