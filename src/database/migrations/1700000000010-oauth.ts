import type { MigrationInterface, QueryRunner } from 'typeorm';
import { isolateTable } from './isolate-table.js';

const ALL = 'select, insert, update, delete';

/**
 * OAuth 2.0: the clients of the tenants, their secrets and the identities that may stand for them, and the keys that
 * sign access tokens. Of a secret only the keyed digest is kept; of a key, what only the pepper opens.
 */
export class OAuth1700000000010 implements MigrationInterface {
  readonly name = 'OAuth1700000000010';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table oauth_clients (
        tenant_id uuid not null,
        id uuid not null,
        name text not null,
        scopes text[] not null,
        created_by text not null,
        created_at timestamptz(3) not null,
        last_used_at timestamptz(3),
        revoked_at timestamptz(3),
        revoked_by text,
        constraint oauth_clients_pkey primary key (tenant_id, id),
        constraint oauth_clients_tenant foreign key (tenant_id) references tenants (id) on delete cascade
      )`);
    await runner.query('create index oauth_clients_id on oauth_clients (id)');
    await runner.query(`
      create table oauth_client_secrets (
        tenant_id uuid not null,
        id uuid not null,
        client_id uuid not null,
        digest bytea not null,
        display text not null,
        created_by text not null,
        created_at timestamptz(3) not null,
        expires_at timestamptz(3) not null,
        last_used_at timestamptz(3),
        revoked_at timestamptz(3),
        revoked_by text,
        constraint oauth_client_secrets_pkey primary key (tenant_id, id),
        constraint oauth_client_secrets_digest unique (tenant_id, client_id, digest),
        constraint oauth_client_secrets_client foreign key (tenant_id, client_id)
          references oauth_clients (tenant_id, id) on delete cascade
      )`);
    await runner.query(`
      create table oauth_federations (
        tenant_id uuid not null,
        id uuid not null,
        client_id uuid not null,
        issuer text collate "C" not null,
        subject text collate "C" not null,
        audience text collate "C" not null,
        created_by text not null,
        created_at timestamptz(3) not null,
        constraint oauth_federations_pkey primary key (tenant_id, id),
        constraint oauth_federations_identity unique (tenant_id, client_id, issuer, subject, audience),
        constraint oauth_federations_client foreign key (tenant_id, client_id)
          references oauth_clients (tenant_id, id) on delete cascade
      )`);
    // An assertion is taken once: its issuer and jti are remembered, as a digest, until it expires.
    await runner.query(`
      create table oauth_assertions (
        tenant_id uuid not null,
        client_id uuid not null,
        digest bytea not null,
        expires_at timestamptz(3) not null,
        constraint oauth_assertions_pkey primary key (tenant_id, client_id, digest),
        constraint oauth_assertions_client foreign key (tenant_id, client_id)
          references oauth_clients (tenant_id, id) on delete cascade
      )`);
    await runner.query(
      'create index oauth_assertions_expiry on oauth_assertions (tenant_id, client_id, expires_at)',
    );
    await isolateTable(runner, 'oauth_clients', { tenant: ALL, operator: 'select' });
    await isolateTable(runner, 'oauth_client_secrets', { tenant: ALL, operator: 'select' });
    await isolateTable(runner, 'oauth_federations', { tenant: ALL });
    await isolateTable(runner, 'oauth_assertions', { tenant: 'select, insert, delete' });

    // The keys sign for all tenants. Two instances that make the next key at once want the same generation.
    await runner.query(`
      create table signing_keys (
        generation integer not null,
        kid text not null,
        sealed_key bytea not null,
        created_at timestamptz(3) not null,
        constraint signing_keys_pkey primary key (generation)
      )`);
    await runner.query('grant select, insert, delete on signing_keys to flosum_scim_operator');
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [
      'signing_keys',
      'oauth_assertions',
      'oauth_federations',
      'oauth_client_secrets',
      'oauth_clients',
    ]) {
      await runner.query(`drop table ${table}`);
    }
  }
}
