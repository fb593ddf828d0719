import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who revoked a token, which one took its place, and from where it was last used. */
export class TokenLife1700000000013 implements MigrationInterface {
  readonly name = 'TokenLife1700000000013';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table api_tokens
        add column revoked_by text,
        add column replaced_by uuid,
        add column last_used_address text,
        add column last_used_agent text,
        add constraint api_tokens_replaced_by foreign key (tenant_id, replaced_by)
          references api_tokens (tenant_id, id) on delete set null (replaced_by)`);
    await runner.query(
      'grant update (last_used_address, last_used_agent) on api_tokens to flosum_scim_operator',
    );
    // For pages of one kind of act. Only comparisons of uuid and text by "=" and "<" use an index behind the policy.
    await runner.query('create index audit_events_action on audit_events (action, id)');
    await runner.query('create index audit_events_tenant_action on audit_events (tenant_id, action, id)');
    await runner.query('create index audit_events_actor on audit_events (actor_name, id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index audit_events_actor');
    await runner.query('drop index audit_events_tenant_action');
    await runner.query('drop index audit_events_action');
    await runner.query(
      'revoke update (last_used_address, last_used_agent) on api_tokens from flosum_scim_operator',
    );
    await runner.query(`
      alter table api_tokens
        drop constraint api_tokens_replaced_by,
        drop column revoked_by,
        drop column replaced_by,
        drop column last_used_address,
        drop column last_used_agent`);
  }
}
