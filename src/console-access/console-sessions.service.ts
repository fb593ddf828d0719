import { timingSafeEqual } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { v7 as makeUuid } from 'uuid';
import type { Config } from '../../config/index.js';
import { recordAct } from '../audit/index.js';
import type { Actor } from '../audit/index.js';
import { CONFIG } from '../config.token.js';
import { Database } from '../database/index.js';
import { digestCredential, makeCredential, readCredentialRegion } from '../tenants/index.js';
import type { TenantStatus } from '../tenants/index.js';
import { ConsoleLinkNotFoundError, ConsoleLinkSpentError } from './console-access-errors.js';
import type { ConsoleRole } from './console-role.js';
import type { ConsoleSession, ListedSession, Visitor } from './console-session.js';
import { isAlive, isSeenAnew, LONGEST } from './session-life.js';
import type { SessionTimes } from './session-life.js';

interface KnownLink {
  readonly tenantId: string;
  readonly id: string;
  readonly digest: Buffer;
  readonly expiresAt: Date;
  readonly usedAt: Date | null;
}

interface KnownSession extends SessionTimes {
  readonly id: string;
  readonly digest: Buffer;
  readonly adminEmail: string;
  readonly role: ConsoleRole;
  readonly tenantId: string;
  readonly slug: string;
  readonly name: string;
  readonly status: TenantStatus;
}

/** One statement decides, so that two who open a link at the same moment do not both get in. */
const USE_UP = `
  with used as (
    update console_links set used_at = $5
    where tenant_id = $1 and id = $2 and used_at is null and expires_at > $5
    returning tenant_id, admin_email, role
  ), opened as (
    insert into console_sessions (tenant_id, id, digest, admin_email, role, created_at, last_seen_at, expires_at)
    select tenant_id, $3::uuid, $4::bytea, admin_email, role, $5::timestamptz, $5::timestamptz, $6::timestamptz
    from used
  ) select admin_email as "adminEmail", role from used`;

/** Who is signed in to the console. A suspended tenant's admins may be: they have to see why nothing works. */
@Injectable()
export class ConsoleSessionsService {
  constructor(
    private readonly database: Database,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * Uses a link up and signs its admin in.
   *
   * @param linkSecret - The last part of the link's address.
   * @returns The secret of the session, this once.
   * @throws {@link ConsoleLinkNotFoundError} or {@link ConsoleLinkSpentError}
   */
  async open(linkSecret: string, visitor: Visitor): Promise<string> {
    const link = await this.findLink(linkSecret);
    const secret = makeCredential('flb', this.config.region);
    const id = makeUuid();
    const now = new Date();
    const isOpen = await this.database.transaction(link.tenantId, async (manager) => {
      const [opened] = await manager.query<{ adminEmail: string; role: ConsoleRole }[]>(USE_UP, [
        link.tenantId,
        link.id,
        id,
        this.digest(secret),
        now,
        new Date(now.getTime() + LONGEST),
      ]);
      if (opened === undefined) return false;
      const { adminEmail, role } = opened;
      await manager.query('delete from console_sessions where tenant_id = $1 and expires_at < $2', [
        link.tenantId,
        now,
      ]);
      await recordAct(manager, actorOf(adminEmail, visitor), {
        tenantId: link.tenantId,
        action: 'console-session.opened',
        target: { type: 'console-session', id, name: adminEmail },
        after: { role, consoleLinkId: link.id },
      });
      return true;
    });
    if (!isOpen) throw new ConsoleLinkSpentError(describeEnd(link, now));
    return secret;
  }

  /**
   * @param prolongs - Whether somebody is there; a page that is open asks by itself, too.
   * @returns `undefined` for a secret that nobody has, and for a session that is over.
   */
  async findIfAny(secret: string, prolongs = true): Promise<ConsoleSession | undefined> {
    if (readCredentialRegion('flb', secret) === undefined) return undefined;
    const digest = this.digest(secret);
    const [known] = await this.database.operatorQuery<KnownSession>('findConsoleSession', [digest]);
    const now = new Date();
    if (known === undefined || !timingSafeEqual(known.digest, digest) || !isAlive(known, now)) {
      return undefined;
    }
    const { id, tenantId, slug, name, status, adminEmail, role, expiresAt } = known;
    if (prolongs && isSeenAnew(known, now)) {
      await this.database.query(
        'update console_sessions set last_seen_at = $3 where tenant_id = $1 and id = $2 and last_seen_at < $3',
        [tenantId, id, now],
      );
    }
    return { id, tenant: { id: tenantId, slug, name, status }, adminEmail, role, expiresAt };
  }

  /** The sessions of a tenant that are alive, newest first. */
  async list(tenantId: string): Promise<readonly ListedSession[]> {
    const now = new Date();
    const sessions = await this.database.query<ListedSession & SessionTimes>(
      `select id, admin_email as "adminEmail", role, created_at as "createdAt", last_seen_at as "lastSeenAt",
         expires_at as "expiresAt", ended_at as "endedAt"
       from console_sessions where tenant_id = $1 order by id desc`,
      [tenantId],
    );
    return sessions.filter((session) => isAlive(session, now));
  }

  /**
   * Ends a session on every instance: one's own, or in the name of somebody else. One that is over stays as it is.
   *
   * @returns Whether the tenant has such a session, alive.
   */
  async end(actor: Actor, tenantId: string, id: string): Promise<boolean> {
    return this.database.transaction(tenantId, async (manager) => {
      const [ended] = await manager.query<{ adminEmail: string }[]>(
        `with ended as (
           update console_sessions set ended_at = $3
           where tenant_id = $1 and id = $2 and ended_at is null returning admin_email
         ) select admin_email as "adminEmail" from ended`,
        [tenantId, id, new Date()],
      );
      if (ended === undefined) return false;
      await recordAct(manager, actor, {
        tenantId,
        action: 'console-session.ended',
        target: { type: 'console-session', id, name: ended.adminEmail },
      });
      return true;
    });
  }

  /** @throws {@link ConsoleLinkNotFoundError} */
  private async findLink(secret: string): Promise<KnownLink> {
    // A link that was not copied whole costs no statement.
    if (readCredentialRegion('fll', secret) === undefined) throw new ConsoleLinkNotFoundError();
    const digest = this.digest(secret);
    const [link] = await this.database.operatorQuery<KnownLink>('findConsoleLink', [digest]);
    if (link === undefined || !timingSafeEqual(link.digest, digest)) throw new ConsoleLinkNotFoundError();
    return link;
  }

  private digest(secret: string): Buffer {
    return digestCredential(secret, this.config.tokenPepper);
  }
}

function actorOf(adminEmail: string, { address, requestId }: Visitor): Actor {
  return { type: 'admin', name: adminEmail, address, requestId };
}

/** A link that was whole a moment ago and did not open was taken by somebody who was faster. */
function describeEnd({ usedAt, expiresAt }: KnownLink, now: Date): string {
  return usedAt === null && expiresAt <= now
    ? 'This link has expired: it works for 15 minutes.'
    : 'This link has been used: it works once.';
}
