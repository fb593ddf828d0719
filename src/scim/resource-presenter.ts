import { Injectable } from '@nestjs/common';
import { DEFAULT_PROJECTION, LIST_RESPONSE_URN, projectResource } from '@flosum/scim-schema';
import type { JsonObject, Projection, ResourceType, StoredResource } from '@flosum/scim-schema';
import { textOf } from '../resources/index.js';
import type { ListPage } from '../resources/index.js';
import { assembleResource } from './assemble-resource.js';
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
    return { body: this.presentBody(type, stored, projection), ...this.locate(type, stored) };
  }

  /** Where a resource is, and in which version. */
  locate({ endpoint }: ResourceType, { id, version }: StoredResource) {
    return { location: this.urls.locate(endpoint, id), version: formatVersion(version) };
  }

  /**
   * The answer to a query (RFC 7644 section 3.4.2). `Resources` is always there: Entra ID wants a list.
   *
   * @param bodies - The resources of the page, presented.
   * @param paging - Where the page begins, or the cursor of the next one; what stands beside the list.
   */
  presentPage(
    { totalResults }: ListPage,
    bodies: readonly string[],
    paging: { readonly startIndex?: number; readonly nextCursor?: string },
  ): ScimAnswer {
    const about = { schemas: [LIST_RESPONSE_URN], totalResults, ...paging, itemsPerPage: bodies.length };
    return { body: `${JSON.stringify(about).slice(0, -1)},"Resources":[${bodies.join(',')}]}` };
  }

  /** @returns JSON text. */
  presentBody(type: ResourceType, stored: StoredResource, projection: Projection): string {
    const text = textOf(stored);
    const assembled =
      text && assembleResource(type, text, projection, stored.id, this.metaText(type, stored));
    if (assembled !== undefined) return assembled;
    const { schemas, ...attributes } = stored.resource;
    const meta = JSON.parse(this.metaText(type, stored)) as JsonObject;
    return JSON.stringify(projectResource(type, { schemas, id: stored.id, ...attributes, meta }, projection));
  }

  /** `meta` as JSON text; nothing in it but the address could need an escape, and addresses of resources do not. */
  private metaText(type: ResourceType, stored: StoredResource): string {
    const { location } = this.locate(type, stored);
    return (
      `{"resourceType":"${type.name}","created":"${stored.createdAt.toISOString()}",` +
      `"lastModified":"${stored.lastModified.toISOString()}","location":${JSON.stringify(location)},` +
      `"version":"W/\\"${stored.version}\\""}`
    );
  }
}
