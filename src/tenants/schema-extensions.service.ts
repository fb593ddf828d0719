import { Injectable } from '@nestjs/common';
import type { SchemaDefinition } from '@flosum/scim-schema';
import { recordAct } from '../audit/index.js';
import type { Act, Actor } from '../audit/index.js';
import { Database } from '../database/index.js';
import { findGuardedAttributes } from './guarded-attributes.js';
import { readSchemas } from './read-schemas.js';
import type { TenantSchemaState } from './read-schemas.js';
import { SchemaConflictError, SchemaExtensionNotFoundError } from './schema-errors.js';
import { TenantNotFoundError } from './tenant-errors.js';
import { tellTenantChanged } from './tenant-changed.js';
import { isUrnClash } from './urn-clash.js';

/** Far above what a directory maps, and few enough to be read with every change of one. */
const MAX_EXTENSIONS = 20;

interface Outcome {
  readonly changed: boolean;
  /** How many users have values, by the path of the values. */
  readonly holders: Readonly<Record<string, number>>;
}

/** What the write does to `schema_extensions`, once `changed` tells that it may: `$1` is the tenant, `$4` the key. */
const WRITES = {
  put: `insert into schema_extensions (tenant_id, urn_key, definition) select id, $4, $5::jsonb from changed
        on conflict (tenant_id, urn_key) do update set definition = excluded.definition`,
  remove: `delete from schema_extensions using changed where tenant_id = changed.id and urn_key = $4`,
} as const;

/**
 * What the tenants add to their User.
 *
 * A change is decided on what was read and written on condition that the version is still the one that was read, as
 * users are (decision 0005). Whether users have values is asked by the statement that writes.
 */
@Injectable()
export class SchemaExtensionsService {
  constructor(private readonly database: Database) {}

  /**
   * All extensions of a tenant, in the order of their URNs.
   *
   * @throws {@link TenantNotFoundError}
   */
  async list(tenantId: string): Promise<readonly SchemaDefinition[]> {
    return (await this.read(tenantId)).extensions;
  }

  /** @throws {@link SchemaExtensionNotFoundError} */
  async find(tenantId: string, urn: string): Promise<SchemaDefinition> {
    return pick(await this.read(tenantId), urn);
  }

  /**
   * Makes an extension, or puts another definition in its place.
   *
   * @returns The definition as it is stored: its URN, and so the key in every user, stays as it was spelt first.
   * @throws {@link SchemaConflictError} when there are too many, when requests could not tell it from another one, or
   *   when a user has a value that would no longer fit.
   */
  async put(
    tenantId: string,
    actor: Actor,
    sent: SchemaDefinition,
  ): Promise<{ readonly definition: SchemaDefinition; readonly created: boolean }> {
    // Each miss means that another change was made, so that somebody always gets on.
    for (;;) {
      const state = await this.read(tenantId);
      const stored = pickIfAny(state, sent.id);
      const definition = { ...sent, id: stored?.id ?? sent.id };
      if (stored === undefined) refuseNew(state, sent.id);
      const guarded = stored === undefined ? [] : findGuardedAttributes(stored, definition);
      const { changed, holders } = await this.change(
        'put',
        [tenantId, state.version, guarded.map(({ path }) => path), keyOf(sent.id)],
        actor,
        describePut(tenantId, stored, definition),
        definition,
      );
      if (changed) {
        await tellTenantChanged(this.database, tenantId);
        return { definition, created: stored === undefined };
      }
      const held = guarded.filter(({ path }) => holders[path] !== undefined).map(({ name }) => `"${name}"`);
      if (held.length > 0) {
        throw new SchemaConflictError(
          `Users of this tenant have values of ${held.join(', ')}. As long as they do, these attributes stay, and so ` +
            'do their type, multiValued, caseExact and uniqueness. Remove the values from the users first, or add an ' +
            'attribute under another name.',
        );
      }
    }
  }

  /**
   * @throws {@link SchemaExtensionNotFoundError}
   * @throws {@link SchemaConflictError} when users have values of it.
   */
  async remove(tenantId: string, actor: Actor, urn: string): Promise<void> {
    for (;;) {
      const state = await this.read(tenantId);
      const stored = pick(state, urn);
      const path = `$.${JSON.stringify(stored.id)}`;
      const { changed, holders } = await this.change(
        'remove',
        [tenantId, state.version, [path], keyOf(urn)],
        actor,
        {
          tenantId,
          action: 'schema-extension.removed',
          target: targetOf(stored),
          before: stored,
        },
      );
      if (changed) {
        await tellTenantChanged(this.database, tenantId);
        return;
      }
      const users = holders[path];
      if (users !== undefined) {
        throw new SchemaConflictError(
          `${users === 1 ? '1 user of this tenant has' : `${users} users of this tenant have`} values of this ` +
            'extension. Take it out of the mappings of the identity provider, remove the values, and try again.',
        );
      }
    }
  }

  /** The tenant's row is locked first, by everybody who changes an extension. What changed something is recorded. */
  private async change(
    write: keyof typeof WRITES,
    key: readonly [tenantId: string, version: number, paths: readonly string[], urnKey: string],
    actor: Actor,
    act: Act,
    definition?: SchemaDefinition,
  ): Promise<Outcome> {
    return this.database.transaction(act.tenantId, async (manager) => {
      const [outcome] = await manager.query<Outcome[]>(
        `with held as materialized (
           select path::text, count(*)::int as holders
           from unnest($3::text[]) as guarded (path)
           join users on users.tenant_id = $1 and jsonb_path_exists(users.comparable, path::jsonpath)
           group by path
         ), changed as (
           update tenants set schema_version = schema_version + 1
           where id = $1 and schema_version = $2 and not exists (select from held) returning id
         ), written as (${WRITES[write]})
         select exists (select from changed) as changed,
           (select coalesce(jsonb_object_agg(path, holders), '{}') from held) as holders`,
        [...key, ...(definition === undefined ? [] : [JSON.stringify(definition)])],
      );
      if (outcome === undefined) throw new Error('A select without FROM answers one row.');
      if (outcome.changed) await recordAct(manager, actor, act);
      return outcome;
    });
  }

  private async read(tenantId: string): Promise<TenantSchemaState> {
    const state = await readSchemas(this.database, tenantId);
    if (state === undefined) throw new TenantNotFoundError();
    return state;
  }
}

function describePut(tenantId: string, before: SchemaDefinition | undefined, after: SchemaDefinition): Act {
  const action = `schema-extension.${before === undefined ? 'created' : 'modified'}`;
  return { tenantId, action, target: targetOf(after), ...(before && { before }), after };
}

function targetOf({ id, name }: SchemaDefinition): Act['target'] {
  return { type: 'schema-extension', id, name };
}

function keyOf(urn: string): string {
  return urn.toLowerCase();
}

function pickIfAny({ extensions }: TenantSchemaState, urn: string): SchemaDefinition | undefined {
  return extensions.find(({ id }) => keyOf(id) === keyOf(urn));
}

function pick(state: TenantSchemaState, urn: string): SchemaDefinition {
  const extension = pickIfAny(state, urn);
  if (extension === undefined) throw new SchemaExtensionNotFoundError();
  return extension;
}

function refuseNew({ extensions }: TenantSchemaState, urn: string): void {
  const rival = extensions.find(({ id }) => isUrnClash(id, urn));
  if (rival !== undefined) {
    throw new SchemaConflictError(
      `This tenant has the extension "${rival.id}", and requests could not tell the two apart. Choose a URN that ` +
        'differs by more than case and colons, and is no attribute of the other one.',
    );
  }
  if (extensions.length >= MAX_EXTENSIONS) {
    throw new SchemaConflictError(
      `This tenant has ${MAX_EXTENSIONS} schema extensions, and more are not kept. Add the attributes to one of them.`,
    );
  }
}
