import { Inject, Injectable } from '@nestjs/common';
import { v7 as makeUuid } from 'uuid';
import type { Config } from '../../config/index.js';
import { recordAct } from '../audit/index.js';
import type { Actor } from '../audit/index.js';
import { CONFIG } from '../config.token.js';
import { Database } from '../database/index.js';
import { digestCredential, lockTenant, makeCredential } from '../tenants/index.js';
import type { ConsoleRole } from './console-role.js';

/** Whom a link lets in. */
export interface NewConsoleLink {
  readonly adminEmail: string;
  readonly role: ConsoleRole;
}

/** A link and, this once, the address with its secret. */
export interface IssuedConsoleLink {
  readonly url: string;
  readonly expiresAt: Date;
}

/** Long enough to hand it over, too short to be found later. */
const LIFETIME = 15 * 60_000;

/** How long a link that does not work any more can say so. */
const KEPT = 86_400_000;

/** Links that let an admin into the console, once. */
@Injectable()
export class ConsoleLinksService {
  constructor(
    private readonly database: Database,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * Makes a link, and drops those of the tenant that are long over.
   *
   * @throws {@link TenantNotFoundError} when the tenant was deleted meanwhile.
   */
  async issue(
    tenantId: string,
    actor: Actor,
    { adminEmail, role }: NewConsoleLink,
  ): Promise<IssuedConsoleLink> {
    const secret = makeCredential('fll', this.config.region);
    const id = makeUuid();
    const createdAt = new Date();
    const expiresAt = new Date(createdAt.getTime() + LIFETIME);
    await this.database.transaction(tenantId, async (manager) => {
      await lockTenant(manager, tenantId);
      await manager.query('delete from console_links where tenant_id = $1 and expires_at < $2', [
        tenantId,
        new Date(createdAt.getTime() - KEPT),
      ]);
      await manager.query(
        `insert into console_links (tenant_id, id, digest, admin_email, role, created_by, created_at, expires_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)`,
        [
          tenantId,
          id,
          digestCredential(secret, this.config.tokenPepper),
          adminEmail,
          role,
          actor.name,
          createdAt,
          expiresAt,
        ],
      );
      await recordAct(manager, actor, {
        tenantId,
        action: 'console-link.created',
        target: { type: 'console-link', id, name: adminEmail },
        after: { adminEmail, role, expiresAt },
      });
    });
    return { url: `${this.config.publicUrl}/console/enter/${secret}`, expiresAt };
  }
}
