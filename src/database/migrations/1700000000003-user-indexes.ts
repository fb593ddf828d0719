import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Look-ups by employee number and ranges over the last change stay short in a tenant of any size. */
export class UserIndexes1700000000003 implements MigrationInterface {
  readonly name = 'UserIndexes1700000000003';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table users add column employee_number_key text collate "C"');
    await runner.query(`
      update users set employee_number_key = 
        comparable #>> '{urn:ietf:params:scim:schemas:extension:enterprise:2.0:User,employeeNumber}'`);
    await runner.query('create index users_employee_number on users (tenant_id, employee_number_key)');
    await runner.query('create index users_last_modified on users (tenant_id, last_modified, id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index users_last_modified');
    await runner.query('drop index users_employee_number');
    await runner.query('alter table users drop column employee_number_key');
  }
}
