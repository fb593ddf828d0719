import { InvalidSyntaxError } from '@flosum/scim-schema';
import type { JsonObject } from '@flosum/scim-schema';
import type { TenantPrincipal } from '../../auth/index.js';
import { BusyResourceError } from '../../resources/index.js';
import type { RemoveRequest, ResourceStore, WrittenResource } from '../../resources/index.js';
import { authorOf } from '../author-of.js';
import { formatVersion } from '../etag.js';
import { writeCondition } from '../preconditions.js';
import type { ScimUrls } from '../scim-urls.js';
import { BusyOperationError } from './bulk-errors.js';
import type { BulkExecutor, BulkOutcome } from './bulk-executor.js';

/** Does the operations of a bulk request with the stores that do single requests. */
export class StoreExecutor implements BulkExecutor {
  /** @param stores - By endpoint, without slashes. */
  constructor(
    private readonly stores: ReadonlyMap<string, ResourceStore>,
    private readonly caller: TenantPrincipal,
    private readonly urls: ScimUrls,
  ) {}

  async create(
    endpoint: string,
    bodies: readonly JsonObject[],
    maxErrors: number,
  ): Promise<readonly (BulkOutcome | Error)[]> {
    const results = await this.storeOf(endpoint).createMany(
      this.caller,
      authorOf(this.caller),
      bodies,
      maxErrors,
    );
    return results.map((result) => (result instanceof Error ? result : this.describe(endpoint, result)));
  }

  async replace(
    endpoint: string,
    id: string,
    body: JsonObject,
    ifMatch: string | undefined,
  ): Promise<BulkOutcome> {
    const request = { ...this.requestOf(id, ifMatch), body };
    return this.describe(endpoint, await failAlone(this.storeOf(endpoint).replace(this.caller, request)));
  }

  async patch(
    endpoint: string,
    id: string,
    body: JsonObject,
    ifMatch: string | undefined,
  ): Promise<BulkOutcome> {
    const request = { ...this.requestOf(id, ifMatch), body };
    return this.describe(endpoint, await failAlone(this.storeOf(endpoint).patch(this.caller, request)));
  }

  async remove(endpoint: string, id: string, ifMatch: string | undefined): Promise<void> {
    await failAlone(this.storeOf(endpoint).remove(this.caller, this.requestOf(id, ifMatch)));
  }

  locate(endpoint: string, id: string): string {
    return this.urls.locate(`/${endpoint}`, id);
  }

  private requestOf(id: string, ifMatch: string | undefined): RemoveRequest {
    return { author: authorOf(this.caller), id, condition: writeCondition({ ifMatch }) };
  }

  private describe(endpoint: string, { id, version }: WrittenResource): BulkOutcome {
    return { id, version: formatVersion(version), location: this.locate(endpoint, id) };
  }

  private storeOf(endpoint: string): ResourceStore {
    const store = this.stores.get(endpoint);
    if (store === undefined) throw new InvalidSyntaxError(`"/${endpoint}" takes no bulk operations.`);
    return store;
  }
}

/** One busy resource is no reason to give the other operations up. */
async function failAlone<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw error instanceof BusyResourceError ? new BusyOperationError({ cause: error }) : error;
  }
}
