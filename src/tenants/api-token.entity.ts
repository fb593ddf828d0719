import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Scope } from './scopes.js';

/** An API token of a tenant: everything about it but the token itself. */
@Entity('api_tokens')
export class ApiTokenEntity {
  @PrimaryColumn('uuid', { name: 'tenant_id' })
  tenantId!: string;

  @PrimaryColumn('uuid')
  id!: string;

  @Column('text')
  name!: string;

  /** HMAC-SHA256 of the token with the pepper. */
  @Column('bytea', { select: false })
  digest!: Buffer;

  /** What may be shown of the token, such as `fls_us_a1B2c3D4e5F6_…x9Yz`. */
  @Column('text')
  display!: string;

  @Column('text', { array: true })
  scopes!: Scope[];

  @Column('text', { name: 'created_by' })
  createdBy!: string;

  @Column({ type: 'timestamptz', name: 'created_at', precision: 3 })
  createdAt!: Date;

  @Column({ type: 'timestamptz', name: 'expires_at', precision: 3, nullable: true })
  expiresAt!: Date | null;

  @Column({ type: 'timestamptz', name: 'last_used_at', precision: 3, nullable: true })
  lastUsedAt!: Date | null;

  /** The client's network, such as `192.0.2.0/24`. */
  @Column('text', { name: 'last_used_address', nullable: true })
  lastUsedAddress!: string | null;

  /** The kind of client, as {@link classifyClient} tells it. */
  @Column('text', { name: 'last_used_agent', nullable: true })
  lastUsedAgent!: string | null;

  @Column({ type: 'timestamptz', name: 'revoked_at', precision: 3, nullable: true })
  revokedAt!: Date | null;

  @Column('text', { name: 'revoked_by', nullable: true })
  revokedBy!: string | null;

  /** The token that took its place. */
  @Column('uuid', { name: 'replaced_by', nullable: true })
  replacedBy!: string | null;
}
