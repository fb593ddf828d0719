import { Injectable } from '@nestjs/common';
import { DEFAULT_PROJECTION, LIST_RESPONSE_URN, projectResource } from '@flosum/scim-schema';
import type { Projection, ResourceType, StoredResource } from '@flosum/scim-schema';
import { textsOf } from '../resources/index.js';
import type { ListPage, ResourceTexts } from '../resources/index.js';
import { assembleResource } from './assemble-resource.js';
import { formatVersion } from './etag.js';
import { joinTexts } from './join-texts.js';
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
    const texts = [`${JSON.stringify(about).slice(0, -1)},"Resources":[`];
    for (const [index, body] of bodies.entries()) texts.push(index === 0 ? body : `,${body}`);
    texts.push(']}');
    return { body: joinTexts(texts) };
  }

  /** @returns JSON text. */
  presentBody(type: ResourceType, stored: StoredResource, projection: Projection): string {
    const texts = textsOf(stored);
    if (texts !== undefined) {
      const meta = this.metaText(type, stored, texts);
      const assembled = assembleResource(type, texts.json, projection, stored.id, meta);
      if (assembled !== undefined) return assembled;
    }
    const { createdAt, lastModified } = stored;
    const times = { created: createdAt.toISOString(), lastModified: lastModified.toISOString() };
    const { location, version } = this.locate(type, stored);
    const meta = { resourceType: type.name, ...times, location, version };
    const { schemas, ...attributes } = stored.resource;
    return JSON.stringify(projectResource(type, { schemas, id: stored.id, ...attributes, meta }, projection));
  }

  /** `meta` as JSON text. Nothing in it needs an escape but the quotation marks of the version. */
  private metaText(
    { name, endpoint }: ResourceType,
    { id, version }: StoredResource,
    { created, lastModified }: ResourceTexts,
  ): string {
    return (
      `{"resourceType":"${name}","created":"${created}","lastModified":"${lastModified}",` +
      `"location":"${this.urls.base}${endpoint}/${id}","version":"W/\\"${version}\\""}`
    );
  }
}
