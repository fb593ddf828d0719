import type { DeviationName, Projection, ResourceType, ScimError, StoredResource } from '@flosum/scim-schema';
import type { Author } from '../changes/index.js';
import type { TenantContext } from '../tenants/index.js';
import type { ResourceSource } from './resource-query.js';

/** What a write has made, and what it was kind about. */
export interface WrittenResource extends StoredResource {
  /** Departures of the request from the RFCs that the tenant's dialect lets pass. */
  readonly deviations: readonly DeviationName[];
}

/** Whether the caller wants to change a resource of this version (RFC 7644 section 3.14). */
export type VersionCondition = (version: number) => boolean;

/** A request to delete one resource. */
export interface RemoveRequest {
  readonly author: Author;
  readonly id: string;
  readonly condition: VersionCondition;
}

/** A request to change one resource. */
export interface ChangeRequest extends RemoveRequest {
  readonly body: unknown;
}

/** The resources of one type, as the doors see them. Every method is about the resources of one tenant. */
export interface ResourceStore {
  /** The type with what the tenant has added to it. */
  typeOf(tenant: TenantContext): ResourceType;

  /** Where the resources are listed from; `undefined` while the tenant has this type switched off. */
  sourceOf(tenant: TenantContext): ResourceSource | undefined;

  /**
   * Creates a resource from the body of a POST (RFC 7644 section 3.3).
   *
   * @throws {@link ScimError} when the body does not fit, or a unique value is taken.
   */
  create(tenant: TenantContext, author: Author, body: unknown): Promise<WrittenResource>;

  /**
   * Creates many, in their order, in as few statements as it can.
   *
   * @param maxErrors - After as many errors the rest is not tried, and left out of the answer.
   */
  createMany(
    tenant: TenantContext,
    author: Author,
    bodies: readonly unknown[],
    maxErrors: number,
  ): Promise<readonly (WrittenResource | ScimError)[]>;

  /** @throws {@link ResourceNotFoundError} also for a resource of another tenant, and for what is no id. */
  find(tenant: TenantContext, id: string): Promise<StoredResource>;

  /**
   * Replaces a resource by the body of a PUT (RFC 7644 section 3.5.1). What changes nothing leaves version and
   * `lastModified` alone.
   *
   * @throws {@link ScimError} when the body does not fit, the resource is gone, or has another version.
   */
  replace(tenant: TenantContext, request: ChangeRequest): Promise<WrittenResource>;

  /**
   * Applies the body of a PATCH, all of it or nothing (RFC 7644 section 3.5.2). What changes nothing leaves version and
   * `lastModified` alone.
   *
   * @throws {@link ScimError} when an operation cannot be applied, the resource is gone, or has another version.
   */
  patch(tenant: TenantContext, request: ChangeRequest): Promise<WrittenResource>;

  /**
   * Deletes a resource for good, and takes it out of the groups that it belongs to.
   *
   * @throws {@link ResourceNotFoundError} or {@link VersionMismatchError}
   */
  remove(tenant: TenantContext, request: RemoveRequest): Promise<void>;

  /**
   * Adds to resources what is not stored with them, such as the members of a group, as far as an answer will show it.
   *
   * @throws {@link ScimError} when that is more than an answer about several resources can hold.
   */
  complete<Resource extends StoredResource>(
    tenant: TenantContext,
    resources: readonly Resource[],
    projection: Projection,
  ): Promise<readonly Resource[]>;
}
