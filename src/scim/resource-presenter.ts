import { Injectable } from '@nestjs/common';
import { DEFAULT_PROJECTION, LIST_RESPONSE_URN, projectResource } from '@flosum/scim-schema';
import type { JsonObject, Projection, ResourceType, StoredResource } from '@flosum/scim-schema';
import type { ListPage } from '../resources/index.js';
import { formatVersion } from './etag.js';
import type { ScimAnswer } from './scim-answer.js';
import { ScimUrls } from './scim-urls.js';

/** Turns what the stores hold into what clients read. */
@Injectable()
export class ResourcePresenter {
  constructor(private readonly urls: ScimUrls) {}

  /** The answer about one resource. */
  present(
    type: ResourceType,
    stored: StoredResource,
    projection: Projection = DEFAULT_PROJECTION,
  ): ScimAnswer {
    return {
      body: this.presentBody(type, stored, projection),
      location: this.urls.locate(type.endpoint, stored.id),
      version: formatVersion(stored.version),
    };
  }

  /**
   * The answer to a query (RFC 7644 section 3.4.2). `Resources` is always there: Entra ID wants a list.
   *
   * @param bodies - The resources of the page, presented.
   * @param paging - Where the page begins, or the cursor of the next one; what stands beside the list.
   */
  presentPage(
    { totalResults }: ListPage,
    bodies: readonly JsonObject[],
    paging: { readonly startIndex?: number; readonly nextCursor?: string },
  ): ScimAnswer {
    return {
      body: {
        schemas: [LIST_RESPONSE_URN],
        totalResults,
        ...paging,
        itemsPerPage: bodies.length,
        Resources: bodies,
      },
    };
  }

  presentBody(type: ResourceType, stored: StoredResource, projection: Projection): JsonObject {
    const { schemas, ...attributes } = stored.resource;
    const meta = {
      resourceType: type.name,
      created: stored.createdAt.toISOString(),
      lastModified: stored.lastModified.toISOString(),
      location: this.urls.locate(type.endpoint, stored.id),
      version: formatVersion(stored.version),
    };
    return projectResource(type, { schemas, id: stored.id, ...attributes, meta }, projection);
  }
}
