import { Inject, Injectable } from '@nestjs/common';
import { checkFilterOfTypes, parseFilter } from '@flosum/scim-filter';
import { LIST_RESPONSE_URN, projectResource, readProjection } from '@flosum/scim-schema';
import type { JsonObject, Projection, ResourceType, StoredResource } from '@flosum/scim-schema';
import { scimBaseUrl } from '../../../config/index.js';
import type { Config } from '../../../config/index.js';
import { CONFIG } from '../../config.token.js';
import { isCut, MASK } from '../../request-log/index.js';
import type { LoggedExchange } from '../../request-log/index.js';
import { ResourceReader } from '../../resources/index.js';
import type { ResourceStore } from '../../resources/index.js';
import type { TenantContext } from '../../tenants/index.js';
import { NotRepeatableError } from './request-errors.js';
import { describeRefusal } from './replay-result.js';
import type { ReplayResult } from './replay-result.js';

/** What a page of SCIM holds at most. */
const MAX_RESULTS = 100;

const ONLY_READS =
  'This request only reads. It changes nothing, so running it for real is the same as a dry run.';

/** Answers requests of the log that only read as they would be answered now. */
@Injectable()
export class ReadAgain {
  private readonly base: string;

  constructor(
    private readonly reader: ResourceReader,
    @Inject(CONFIG) config: Config,
  ) {
    this.base = scimBaseUrl(config);
  }

  /** @throws {@link NotRepeatableError} */
  async run(
    tenant: TenantContext,
    store: ResourceStore,
    { url, route }: Pick<LoggedExchange, 'url' | 'route'>,
  ): Promise<ReplayResult> {
    const [path = '', query] = url.split('?');
    const asked = readParameters(url, new URLSearchParams(query));
    const read = route.endsWith('/:id')
      ? this.find(tenant, store, path.split('/').at(-1) ?? '', asked)
      : this.list(tenant, store, asked);
    try {
      const { meaning, answer } = await read;
      return {
        status: 200,
        outcome: 'success',
        meaning,
        detail: ONLY_READS,
        scimType: null,
        attributes: [],
        body: JSON.stringify(answer),
      };
    } catch (error) {
      return describeRefusal(error);
    }
  }

  private async find(
    tenant: TenantContext,
    store: ResourceStore,
    id: string,
    { attributes, excludedAttributes }: Parameters,
  ): Promise<Answer> {
    const type = store.typeOf(tenant);
    const projection = readProjection(type, attributes, excludedAttributes);
    const stored = await store.find(tenant, id);
    const [completed = stored] = await store.complete(tenant, [stored], projection);
    return {
      meaning: type.name === 'Group' ? 'Found the group' : 'Found the person',
      answer: this.present(type, completed, projection),
    };
  }

  private async list(
    tenant: TenantContext,
    store: ResourceStore,
    { filter, startIndex, count, attributes, excludedAttributes }: Parameters,
  ): Promise<Answer> {
    const type = store.typeOf(tenant);
    const projection = readProjection(type, attributes, excludedAttributes);
    const [checked] = filter === undefined ? [] : checkFilterOfTypes(parseFilter(filter), [type]);
    const source = store.sourceOf(tenant);
    const { totalResults, resources } =
      source === undefined
        ? { totalResults: 0, resources: [] }
        : await this.reader.list(tenant.tenantId, {
            parts: [{ source, ...(checked && { filter: checked }) }],
            limit: count,
            offset: startIndex - 1,
          });
    const completed = await store.complete(tenant, resources, projection);
    return {
      meaning: tellCount(type, totalResults),
      answer: {
        schemas: [LIST_RESPONSE_URN],
        totalResults,
        startIndex,
        itemsPerPage: completed.length,
        Resources: completed.map((stored) => this.present(type, stored, projection)),
      },
    };
  }

  private present(type: ResourceType, stored: StoredResource, projection: Projection): JsonObject {
    const { schemas, ...attributes } = stored.resource;
    const meta = {
      resourceType: type.name,
      created: stored.createdAt.toISOString(),
      lastModified: stored.lastModified.toISOString(),
      location: `${this.base}${type.endpoint}/${stored.id}`,
      version: `W/"${stored.version}"`,
    };
    return projectResource(type, { schemas, id: stored.id, ...attributes, meta }, projection);
  }
}

interface Answer {
  readonly meaning: string;
  readonly answer: JsonObject;
}

interface Parameters {
  readonly filter: string | undefined;
  readonly startIndex: number;
  readonly count: number;
  readonly attributes: readonly string[] | undefined;
  readonly excludedAttributes: readonly string[] | undefined;
}

/**
 * Reads the parameters that identity providers send. What SCIM would read otherwise, or refuse, is not guessed at.
 *
 * @throws {@link NotRepeatableError}
 */
function readParameters(url: string, sent: URLSearchParams): Parameters {
  if (isCut(url) || url.includes(MASK)) {
    throw new NotRepeatableError(
      'Its address was too long to be kept whole, or has a secret in it, which is not kept. Look the person up ' +
        'under People, or let your identity provider send the request again.',
    );
  }
  const names = [...sent.keys()];
  const others = names.some((name) => name !== 'filter' && /^(filter|sort|cursor)/i.test(name));
  const numbers = [sent.get('startIndex') ?? '1', sent.get('count') ?? String(MAX_RESULTS)];
  if (
    others ||
    new Set(names).size < names.length ||
    numbers.some((number) => !/^[+-]?\d{1,9}$/.test(number))
  ) {
    throw new NotRepeatableError(
      'Lists are read again by "filter", "startIndex" and "count" only, each named once. Let your identity provider ' +
        'send the request again.',
    );
  }
  const [startIndex = 1, count = MAX_RESULTS] = numbers.map(Number);
  return {
    filter: sent.get('filter') ?? undefined,
    startIndex: Math.max(1, startIndex),
    count: Math.min(MAX_RESULTS, Math.max(0, count)),
    attributes: readNames(sent.get('attributes')),
    excludedAttributes: readNames(sent.get('excludedAttributes')),
  };
}

function readNames(text: string | null): readonly string[] | undefined {
  const names = (text ?? '').split(',').map((name) => name.trim());
  const spelt = names.filter((name) => name !== '');
  return spelt.length === 0 ? undefined : spelt;
}

function tellCount({ name }: ResourceType, total: number): string {
  const [one, many] = name === 'Group' ? ['group', 'groups'] : ['person', 'people'];
  return `Found ${total === 0 ? 'no' : total} ${total === 1 ? one : many}`;
}
