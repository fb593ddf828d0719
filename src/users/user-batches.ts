import { Injectable } from '@nestjs/common';
import { applyPatch, prepareOperations } from '@flosum/scim-patch';
import type { Operation } from '@flosum/scim-patch';
import { deepEqual, foldCase, Tolerance } from '@flosum/scim-schema';
import type { ScimError, StoredResource } from '@flosum/scim-schema';
import type { Author } from '../changes/index.js';
import { compareAndSwap, indexKey, nameKey, nextState, writeNew } from '../resources/index.js';
import type { TenantContext } from '../tenants/index.js';
import { createInHalves } from './create-in-halves.js';
import { readNewUser } from './read-new-user.js';
import type { UniqueValue } from './user-row.js';
import { UsersRepository } from './users.repository.js';
import type { HeldValue, StoredUser } from './users.repository.js';
import { withActive } from './with-active.js';
import { prepareUser } from './write-users.js';
import type { PreparedUser } from './write-users.js';

/** The next state of a user, and how it is made of a later state than the one that was read. */
export interface PreparedChange extends PreparedUser {
  readonly operations: readonly Operation[];
}

/** Many users at once, for who has a file of them: read, compared and written in few statements. */
@Injectable()
export class UserBatches {
  constructor(private readonly users: UsersRepository) {}

  /** @throws {@link InvalidValueError} when it cannot be the userName of anybody. */
  userNameKey(userName: string): string {
    return nameKey('userName', foldCase(userName));
  }

  /** @throws {@link InvalidValueError} when it cannot be the externalId of anybody. */
  externalIdKey(externalId: string): string {
    return indexKey('externalId', externalId);
  }

  /**
   * @param userNameKeys - As {@link userNameKey} makes them.
   * @returns Each user once.
   */
  async findByKeys(
    { tenantId }: TenantContext,
    userNameKeys: readonly string[],
    externalIds: readonly string[],
  ): Promise<readonly StoredUser[]> {
    return this.users.findByKeys(tenantId, userNameKeys, externalIds);
  }

  /** Who has these values of the tenant's unique attributes. */
  async findHolders(
    { tenantId }: TenantContext,
    values: readonly UniqueValue[],
  ): Promise<readonly HeldValue[]> {
    return values.length === 0 ? [] : this.users.findHolders(tenantId, values);
  }

  /**
   * A new user, ready to be written.
   *
   * @param body - As of a POST.
   * @throws {@link ScimError} when it does not fit.
   */
  prepareNew(tenant: TenantContext, body: unknown): PreparedUser {
    return prepareUser(tenant.userType, undefined, readNewUser(tenant, body));
  }

  /**
   * The next state of a user, ready to be written.
   *
   * @param operations - As of a PATCH.
   * @returns `undefined` when they change nothing.
   * @throws {@link ScimError} when they cannot be applied.
   */
  prepareChange(
    { userType, settings }: TenantContext,
    user: StoredResource,
    operations: readonly Operation[],
  ): PreparedChange | undefined {
    const tolerance = new Tolerance(settings.dialect);
    const prepared = prepareOperations(userType, operations, tolerance);
    const resource = withActive(applyPatch(userType, user.resource, prepared, tolerance).resource);
    if (deepEqual(user.resource, resource)) return undefined;
    return { ...prepareUser(userType, user, nextState(user, resource)), operations };
  }

  /** @returns In the order of the users, why each could not be created; `undefined` for those who were. */
  async create(
    { tenantId, userType }: TenantContext,
    author: Author,
    users: readonly PreparedUser[],
  ): Promise<readonly (ScimError | undefined)[]> {
    return settle(users, (some) => writeNew(() => this.users.insert(tenantId, userType, some, author)));
  }

  /** @returns In the order of the changes, why each could not be made; `undefined` for those that were. */
  async update(
    tenant: TenantContext,
    author: Author,
    changes: readonly PreparedChange[],
  ): Promise<readonly (ScimError | undefined)[]> {
    const { tenantId, userType } = tenant;
    return settle(changes, async (some) => {
      let written: ReadonlySet<string> | undefined;
      await writeNew(async () => {
        written = await this.users.updateMany(tenantId, userType, some, author);
        return written !== undefined;
      });
      for (const change of some) {
        if (written?.has(change.user.id) === false) await this.updateAnew(tenant, author, change);
      }
    });
  }

  /** Somebody else was faster: the operations are applied to what the user is now. */
  private async updateAnew(tenant: TenantContext, author: Author, change: PreparedChange): Promise<void> {
    const { tenantId, userType } = tenant;
    const read = (): Promise<StoredResource> => this.users.find(tenantId, change.user.id);
    await compareAndSwap(await read(), read, async (user) => {
      const next = this.prepareChange(tenant, user, change.operations);
      if (next === undefined) return true;
      return (await this.users.update(tenantId, userType, next.user, next.change, author)) || undefined;
    });
  }
}

async function settle<Prepared extends object>(
  all: readonly Prepared[],
  write: (some: readonly Prepared[]) => Promise<void>,
): Promise<readonly (ScimError | undefined)[]> {
  const results = await createInHalves<Prepared>(all, Infinity, write, async (one) => {
    await write([one]);
    return one;
  });
  return results.map((result) => (result instanceof Error ? result : undefined));
}
