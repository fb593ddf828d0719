import { Column, Entity, PrimaryColumn } from 'typeorm';
import { withDefaults } from './tenant-settings.js';
import type { TenantSettings } from './tenant-settings.js';

export type TenantStatus = 'active' | 'suspended' | 'deleting';

/** A customer. Everything else belongs to exactly one. */
@Entity('tenants')
export class TenantEntity {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('text')
  slug!: string;

  @Column('text')
  name!: string;

  @Column('text')
  status!: TenantStatus;

  @Column({
    type: 'jsonb',
    transformer: { from: withDefaults, to: (settings: TenantSettings) => settings },
  })
  settings!: TenantSettings;

  @Column({ type: 'timestamptz', name: 'created_at', precision: 3 })
  createdAt!: Date;
}
