import { Injectable } from '@nestjs/common';
import { checkFilter, parseFilter } from '@flosum/scim-filter';
import { recordAct } from '../../audit/index.js';
import type { Actor } from '../../audit/index.js';
import type { Author } from '../../changes/index.js';
import { Database } from '../../database/index.js';
import { ResourceReader } from '../../resources/index.js';
import type { ListPosition } from '../../resources/index.js';
import type { TenantContext, TenantEntity } from '../../tenants/index.js';
import { UserBatches, UsersService } from '../../users/index.js';
import { withActiveColumn } from '../people/people-query.js';
import { PeopleChanges } from '../requests/people-changes.js';
import { TenantContexts } from '../tenant-contexts.js';

/** People that one statement deactivates. */
const BATCH = 200;

const DEACTIVATE = [{ op: 'replace' as const, path: 'active', value: false }];

/**
 * Deactivates everybody of a tenant, each with the change that tells so. What is done is done: after an interruption the
 * same call goes on with those who are still active.
 */
@Injectable()
export class Deactivation {
  constructor(
    private readonly database: Database,
    private readonly contexts: TenantContexts,
    private readonly users: UsersService,
    private readonly batches: UserBatches,
    private readonly reader: ResourceReader,
    private readonly changes: PeopleChanges,
  ) {}

  /** @returns How many were deactivated by this call. */
  async run({ id, slug }: Pick<TenantEntity, 'id' | 'slug'>, actor: Actor): Promise<number> {
    const tenant = await this.contexts.find(id);
    const author: Author = {
      actor: { type: 'admin', id: actor.name },
      requestId: actor.requestId ?? '',
    };
    let count = 0;
    try {
      for await (const written of this.steps(tenant, author)) count += written;
    } finally {
      if (count > 0) {
        this.changes.tell(id);
        await this.record({ id, slug }, actor, count);
      }
    }
    return count;
  }

  private async *steps(tenant: TenantContext, author: Author): AsyncGenerator<number, void> {
    const { tenantId, userType } = tenant;
    const source = withActiveColumn(this.users.sourceOf(tenant));
    const parts = [{ source, filter: checkFilter(parseFilter('active eq true'), userType) }];
    let after: ListPosition | undefined;
    do {
      const page = await this.reader.list(tenantId, { parts, limit: BATCH, ...(after && { after }) }, 0);
      const changes = page.resources.flatMap(
        (user) => this.batches.prepareChange(tenant, user, DEACTIVATE) ?? [],
      );
      const refusals = changes.length === 0 ? [] : await this.batches.update(tenant, author, changes);
      yield refusals.filter((refusal) => refusal === undefined).length;
      after = page.next;
    } while (after !== undefined);
  }

  private async record(
    { id: tenantId, slug }: Pick<TenantEntity, 'id' | 'slug'>,
    actor: Actor,
    deactivated: number,
  ): Promise<void> {
    await this.database.transaction(tenantId, (manager) =>
      recordAct(manager, actor, {
        tenantId,
        action: 'people.deactivated',
        target: { type: 'tenant', id: tenantId, name: slug },
        after: { deactivated },
      }),
    );
  }
}
