import { Injectable } from '@nestjs/common';
import { validate as isUuid } from 'uuid';
import type { ChangeActor } from '../../changes/index.js';
import { Database } from '../../database/index.js';
import { RequestLogRepository } from '../../request-log/index.js';
import { classifyClient, productOf } from '../../tenants/index.js';

/** Who manages a person: the client or import that changed it last. What admins do in between changes nothing about that. */
export const MANAGERS = ['entra', 'okta', 'scim', 'import', 'admin'] as const;

export type Manager = (typeof MANAGERS)[number];

/** Who changed something, as people know it. */
export interface NamedActor {
  readonly type: ChangeActor['type'];
  readonly name: string;
}

interface KnownActor {
  readonly id: string;
  readonly name: string;
  /** The kind of client that used the token or the OAuth client last. */
  readonly agent: string | null;
}

/** An OAuth client gets an access token to use it: its requests follow within these milliseconds. */
const AFTER_TOKEN = 120_000;

/** Clocks of instances are not the same. */
const CLOCKS = 5_000;

/** What is known of the actors of changes, by their ids. */
export class KnownActors {
  constructor(private readonly known: ReadonlyMap<string, KnownActor>) {}

  name({ type, id = '' }: ChangeActor): NamedActor {
    const name = this.known.get(id)?.name ?? id;
    return { type, name: name === '' ? type : name };
  }

  managerOf(actor: ChangeActor | undefined): Manager | null {
    switch (actor?.type) {
      case 'api-token':
      case 'oauth-client':
        return productOf(this.known.get(actor.id ?? '')?.agent ?? 'other');
      case 'import':
        return 'import';
      case 'admin':
      case 'operator':
        return 'admin';
      default:
        return null;
    }
  }
}

/** Finds the names of tokens and clients, which changes know by their ids. */
@Injectable()
export class ActorNames {
  constructor(
    private readonly database: Database,
    private readonly requests: RequestLogRepository,
  ) {}

  async find(tenantId: string, actors: readonly ChangeActor[]): Promise<KnownActors> {
    const ids = [...new Set(actors.flatMap(({ id }) => (id !== undefined && isUuid(id) ? [id] : [])))];
    if (ids.length === 0) return new KnownActors(new Map());
    const rows = await this.database.query<KnownActor & { readonly tokenAt: Date | null }>(
      `select id, name, last_used_agent as agent, null as "tokenAt"
       from api_tokens where tenant_id = $1 and id = any ($2::uuid[])
       union all select id, name, null, last_used_at
       from oauth_clients where tenant_id = $1 and id = any ($2::uuid[])`,
      [tenantId, ids],
    );
    const known = rows.map(async ({ id, name, agent, tokenAt }): Promise<[string, KnownActor]> => [
      id,
      { id, name, agent: agent ?? (tokenAt && (await this.findAgent(tenantId, id, tokenAt))) },
    ]);
    return new KnownActors(new Map(await Promise.all(known)));
  }

  /**
   * The kind of an OAuth client stands in the request log alone, next to its last access token. When these lines are gone,
   * it is not known any more.
   */
  private async findAgent(tenantId: string, tokenId: string, tokenAt: Date): Promise<string | null> {
    const from = new Date(tokenAt.getTime() - CLOCKS);
    const to = new Date(tokenAt.getTime() + AFTER_TOKEN);
    const { items } = await this.requests.listExchanges(tenantId, { tokenId, from, to }, 1);
    const [line] = items;
    return line === undefined ? null : classifyClient(line.requestHeaders['user-agent']);
  }
}
