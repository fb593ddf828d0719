import { Injectable } from '@nestjs/common';
import { ScimError } from '@flosum/scim-schema';
import type { TenantContext } from '../../tenants/index.js';
import { UserBatches } from '../../users/index.js';
import type { PreparedChange, PreparedUser, StoredUser } from '../../users/index.js';
import type { RecordResult } from './import-report.js';
import { SeenPeople } from './seen-people.js';
import type { UnreadableRecord, UserRecord } from './user-record.js';

/** What is to be done about one record. */
export type Step =
  | { readonly kind: 'create'; readonly record: UserRecord; readonly user: PreparedUser }
  | { readonly kind: 'update'; readonly record: UserRecord; readonly user: PreparedChange }
  | { readonly kind: 'settled'; readonly result: RecordResult };

interface Keys {
  readonly userName: string | undefined;
  readonly externalId: string | undefined;
}

/** Who has the names and ids of a batch. */
interface Found {
  readonly byUserName: ReadonlyMap<string, StoredUser>;
  readonly byExternalId: ReadonlyMap<string, readonly StoredUser[]>;
}

interface KeyedRecord {
  readonly record: UserRecord | UnreadableRecord;
  readonly keys?: Keys;
  /** Why it has no keys. */
  readonly problem?: string;
}

/** A batch with what is there already. */
export interface LookedUp {
  readonly keyed: readonly KeyedRecord[];
  readonly found: Found;
}

/** A record that stands in the way of another one, or of somebody in the tenant. */
class ConflictError extends Error {}

/**
 * Decides what is to be done about the records of a file. What it decides depends on the tenant as it was before the
 * file and on the records before, not on where a batch ends: so a dry run tells what an import does.
 */
@Injectable()
export class BatchPlanner {
  constructor(private readonly users: UserBatches) {}

  /**
   * Reads who is there already. That may be long before the batch is planned: what the records before it change, they
   * are seen to change.
   */
  async lookUp(
    tenant: TenantContext,
    records: readonly (UserRecord | UnreadableRecord)[],
  ): Promise<LookedUp> {
    const keyed = records.map((record) => this.readKeys(record));
    return { keyed, found: await this.find(tenant, keyed) };
  }

  /** @param seen - Who stands in the records before; those of this batch are added. */
  async plan(tenant: TenantContext, seen: SeenPeople, { keyed, found }: LookedUp): Promise<readonly Step[]> {
    const steps = keyed.map(({ record, keys, problem }): Step => {
      if ('problem' in record) return refuse(record, 'rejected', record.problem);
      if (problem !== undefined || keys === undefined) return refuse(record, 'rejected', problem ?? '');
      try {
        return this.decide(tenant, seen, record, keys, found);
      } catch (error) {
        if (error instanceof ConflictError) return refuse(record, 'conflict', error.message);
        if (error instanceof ScimError) return refuse(record, 'rejected', error.detail);
        throw error;
      }
    });
    return this.refuseTakenValues(tenant, seen, steps);
  }

  private readKeys(record: UserRecord | UnreadableRecord): KeyedRecord {
    if ('problem' in record) return { record };
    const { userName, externalId } = record;
    if (userName === undefined && externalId === undefined) {
      return {
        record,
        problem: 'The record has neither a userName nor an externalId, so nobody knows who it is.',
      };
    }
    try {
      return {
        record,
        keys: {
          userName: userName === undefined ? undefined : this.users.userNameKey(userName),
          externalId: externalId === undefined ? undefined : this.users.externalIdKey(externalId),
        },
      };
    } catch (error) {
      if (error instanceof ScimError) return { record, problem: error.detail };
      throw error;
    }
  }

  private async find(tenant: TenantContext, records: readonly KeyedRecord[]): Promise<Found> {
    const userNames = records.flatMap(({ keys }) => keys?.userName ?? []);
    const externalIds = records.flatMap(({ keys }) => keys?.externalId ?? []);
    const users = await this.users.findByKeys(tenant, userNames, externalIds);
    const byExternalId = new Map<string, StoredUser[]>();
    for (const user of users) {
      if (user.externalId === null) continue;
      const holders = byExternalId.get(user.externalId);
      if (holders === undefined) byExternalId.set(user.externalId, [user]);
      else holders.push(user);
    }
    return { byUserName: new Map(users.map((user) => [user.userNameKey, user])), byExternalId };
  }

  /** @throws {@link ConflictError} or {@link ScimError} */
  private decide(
    tenant: TenantContext,
    seen: SeenPeople,
    record: UserRecord,
    keys: Keys,
    found: Found,
  ): Step {
    const { line, userName, externalId } = record;
    const people = [seen.person(keys.userName, keys.externalId)];
    refuseSeen(seen, people);
    const user = match(keys, found);
    if (user === undefined) {
      const prepared = this.users.prepareNew(tenant, record.body);
      seen.add(people, line);
      return { kind: 'create', record, user: prepared };
    }
    people.push(seen.person(user.userNameKey, user.externalId ?? undefined));
    refuseSeen(seen, people);
    const change = this.users.prepareChange(tenant, user, record.operations());
    seen.add(people, line);
    return change === undefined
      ? { kind: 'settled', result: { line, outcome: 'unchanged', ...named(userName, externalId) } }
      : { kind: 'update', record, user: change };
  }

  /** The values of the tenant's own unique attributes: taken by somebody else, or by a record before. */
  private async refuseTakenValues(
    tenant: TenantContext,
    seen: SeenPeople,
    steps: readonly Step[],
  ): Promise<readonly Step[]> {
    const values = steps.flatMap((step) => (step.kind === 'settled' ? [] : step.user.columns.uniqueValues));
    if (values.length === 0) return steps;
    const holders = await this.users.findHolders(tenant, values);
    const holderOf = new Map(holders.map(({ attribute, key, userId }) => [`${attribute} ${key}`, userId]));
    return steps.map((step) => {
      if (step.kind === 'settled') return step;
      const { record, user } = step;
      for (const { attribute, key } of user.columns.uniqueValues) {
        const holder = holderOf.get(`${attribute} ${key}`);
        if (holder !== undefined && holder !== user.user.id) {
          return refuse(
            record,
            'conflict',
            `Another user has this value of "${attribute}", which is unique.`,
          );
        }
        const line = seen.lineOfValue(attribute, key);
        if (line !== undefined) {
          return refuse(
            record,
            'conflict',
            `Line ${line} has the same value of "${attribute}", which is unique.`,
          );
        }
      }
      for (const { attribute, key } of user.columns.uniqueValues) seen.addValue(attribute, key, record.line);
      return step;
    });
  }
}

/** @throws {@link ConflictError} when the names lead to several people. */
function match(keys: Keys, { byUserName, byExternalId }: Found): StoredUser | undefined {
  const named = keys.userName === undefined ? undefined : byUserName.get(keys.userName);
  if (keys.externalId === undefined) return named;
  const [user, ...others] = byExternalId.get(keys.externalId) ?? [];
  if (others.length > 0) {
    throw new ConflictError(
      `${others.length + 1} users have this externalId. Give all but one of them another one first.`,
    );
  }
  if (user !== undefined && named !== undefined && user.id !== named.id) {
    throw new ConflictError(
      `The externalId belongs to the user ${user.id}, and the userName to another one, ${named.id}. Correct one of them.`,
    );
  }
  if (user === undefined && named !== undefined && named.externalId !== null) {
    throw new ConflictError(
      `The userName belongs to the user ${named.id}, who has another externalId and so is another person. Correct the ` +
        'externalId, or leave it out to change that user.',
    );
  }
  return user ?? named;
}

function refuseSeen(seen: SeenPeople, people: Parameters<SeenPeople['lineOf']>[0]): void {
  const line = seen.lineOf(people);
  if (line === undefined) return;
  throw new ConflictError(
    `Line ${line} is about the same person, or about who had this userName or externalId until then.`,
  );
}

/** @param reason - A sentence. */
export function refuse(
  record: {
    readonly line: number;
    readonly userName?: string | undefined;
    readonly externalId?: string | undefined;
  },
  outcome: 'conflict' | 'rejected',
  reason: string,
): Step & { readonly kind: 'settled' } {
  const { line, userName, externalId } = record;
  return { kind: 'settled', result: { line, outcome, ...named(userName, externalId), reason } };
}

/** What a line of the answer says of whom it is about. */
export function named(
  userName: string | undefined,
  externalId: string | undefined,
): Pick<RecordResult, 'userName' | 'externalId'> {
  return { ...(userName !== undefined && { userName }), ...(externalId !== undefined && { externalId }) };
}
