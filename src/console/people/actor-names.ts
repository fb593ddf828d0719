import { Injectable } from '@nestjs/common';
import { validate as isUuid } from 'uuid';
import type { ChangeActor } from '../../changes/index.js';
import { Database } from '../../database/index.js';
import { productOf } from '../../tenants/index.js';

/** Who manages a person: whoever changed it last. */
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
  /** The kind of client that used an API token last; `null` for an OAuth client. */
  readonly agent: string | null;
}

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
        return productOf(this.known.get(actor.id ?? '')?.agent ?? 'other');
      case 'oauth-client':
        return 'scim';
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
  constructor(private readonly database: Database) {}

  async find(tenantId: string, actors: readonly ChangeActor[]): Promise<KnownActors> {
    const ids = [...new Set(actors.flatMap(({ id }) => (id !== undefined && isUuid(id) ? [id] : [])))];
    if (ids.length === 0) return new KnownActors(new Map());
    const rows = await this.database.query<KnownActor>(
      `select id, name, last_used_agent as agent from api_tokens where tenant_id = $1 and id = any ($2::uuid[])
       union all select id, name, null from oauth_clients where tenant_id = $1 and id = any ($2::uuid[])`,
      [tenantId, ids],
    );
    return new KnownActors(new Map(rows.map((row) => [row.id, row])));
  }
}
