import { Injectable } from '@nestjs/common';
import { validate as isUuid } from 'uuid';
import { Database, SqlParameters, TenantScans } from '../database/index.js';
import type { Statement } from '../database/index.js';
import { BEGIN, END } from './describe-change.js';
import { firstIdAt } from './line-id.js';
import type { LineFilter, LoggedExchange, LoggedRequest } from './logged-request.js';

/** Lines of somebody who is gone that are looked through for the name. */
const MAX_NAMED = 50;

/** @param user - A row of `users`. */
const nameOfUser = (user: string): string => `coalesce(nullif(btrim(${user}.resource->>'displayName'), ''),
  nullif(btrim(${user}.resource->'name'->>'formatted'), ''),
  nullif(concat_ws(' ', ${user}.resource->'name'->>'givenName', ${user}.resource->'name'->>'familyName'), ''),
  ${user}.resource->>'userName')`;

/** The name that a changed resource had; of one that was read, the present one, or the last that the log knows. */
const NAME = `coalesce(lines.person_name, ${nameOfUser('users')}, groups.resource->>'displayName',
  (select recent.person_name from (
     select id, person_name from request_log
     where tenant_id = $1 and resource_id = lines.resource_id order by id desc limit ${MAX_NAMED}
   ) as recent where recent.person_name is not null order by recent.id desc limit 1))`;

const COLUMNS = `lines.id, lines.at, lines.request_id as "requestId", lines.method, lines.route,
  lines.resource_type as "resourceType", lines.resource_id as "resourceId", lines.status,
  lines.scim_type as "scimType", lines.outcome, lines.refusal, lines.milliseconds,
  replace(lines.meaning, '${BEGIN}${END}',
    '${BEGIN}' || coalesce(translate(named.name, '${BEGIN}${END}', ''), lines.resource_id::text, '') || '${END}') as meaning,
  named.name as "personName",
  lines.person_active as "personActive", lines.token_id as "tokenId",
  coalesce(tokens.name, clients.name) as "tokenName", lines.change_kind as "changeKind", lines.deviations`;

const EXCHANGE_COLUMNS = `${COLUMNS}, lines.url, lines.request_headers as "requestHeaders",
  lines.request_body as "requestBody", lines.response_body as "responseBody",
  lines.change_version as "changeVersion"`;

/** What a line refers to, each by its primary key, and its name. */
const JOINS = `
  left join api_tokens as tokens on tokens.tenant_id = $1 and tokens.id = lines.token_id
  left join oauth_clients as clients on clients.tenant_id = $1 and clients.id = lines.token_id
  left join users on users.tenant_id = $1 and users.id = lines.resource_id and lines.resource_type = 'User'
  left join groups on groups.tenant_id = $1 and groups.id = lines.resource_id and lines.resource_type = 'Group'
  cross join lateral (select ${NAME} as name) as named`;

/** Lines that one statement looks through for what no index finds: some ten milliseconds. */
const WINDOW = 10_000;

/** How long a page is looked for; what is found until then is a page, too. */
const PATIENCE = 1_000;

export interface LinePage<Line> {
  readonly items: readonly Line[];
  /** Where the next page begins; `null` when nothing is left. */
  readonly nextCursor: string | null;
}

/** The request logs of the tenants, as they are read. */
@Injectable()
export class RequestLogRepository {
  private readonly scans = new TenantScans();

  constructor(private readonly database: Database) {}

  /**
   * A page of lines, newest first. What indexes find is found by them; for the rest the lines are looked through, a
   * window at a time.
   *
   * @param cursor - The `nextCursor` of the page before.
   */
  async list(
    tenantId: string,
    filter: LineFilter,
    limit: number,
    cursor?: string,
  ): Promise<LinePage<LoggedRequest>> {
    return this.read<LoggedRequest>(COLUMNS, tenantId, filter, limit, cursor);
  }

  /** The same lines with what was sent and answered. */
  async listExchanges(
    tenantId: string,
    filter: LineFilter,
    limit: number,
    cursor?: string,
  ): Promise<LinePage<LoggedExchange>> {
    return this.read<LoggedExchange>(EXCHANGE_COLUMNS, tenantId, filter, limit, cursor);
  }

  async findIfAny(tenantId: string, id: string): Promise<LoggedExchange | undefined> {
    if (!isUuid(id)) return undefined;
    const [found] = await this.database.query<LoggedExchange>(
      `select ${EXCHANGE_COLUMNS} from request_log as lines ${JOINS} where lines.tenant_id = $1 and lines.id = $2`,
      [tenantId, id],
    );
    return found;
  }

  /** Lines behind an id, oldest first. */
  async listAfter(tenantId: string, id: string, limit: number): Promise<readonly LoggedRequest[]> {
    return this.database.query<LoggedRequest>(
      `select ${COLUMNS} from (
         select * from request_log where tenant_id = $1 and id > $2 order by id limit $3
       ) as lines ${JOINS} order by lines.id`,
      [tenantId, id, limit],
    );
  }

  /** The oldest line of a request that went well. */
  async firstSuccessIfAny(tenantId: string): Promise<LoggedRequest | undefined> {
    return this.outermostIfAny(tenantId, "outcome = 'success'", 'asc');
  }

  /** The newest line whose token opened something. */
  async lastIfAny(tenantId: string): Promise<LoggedRequest | undefined> {
    return this.outermostIfAny(tenantId, 'refusal is null', 'desc');
  }

  private async outermostIfAny(
    tenantId: string,
    condition: string,
    order: 'asc' | 'desc',
  ): Promise<LoggedRequest | undefined> {
    const [line] = await this.database.query<LoggedRequest>(
      `select ${COLUMNS} from (
         select * from request_log where tenant_id = $1 and ${condition} order by id ${order} limit 1
       ) as lines ${JOINS}`,
      [tenantId],
    );
    return line;
  }

  /** What has to be looked through takes a processor: a tenant does so once at a time, window by window. */
  private async read<Line extends LoggedRequest>(
    columns: string,
    tenantId: string,
    filter: LineFilter,
    limit: number,
    cursor: string | undefined,
  ): Promise<LinePage<Line>> {
    const until = performance.now() + PATIENCE;
    const items: Line[] = [];
    let before = cursor;
    for (;;) {
      const wanted = limit - items.length;
      const readWindow = async () => {
        const last = await this.endOfWindow(tenantId, filter, before);
        const { sql, parameters } = selectWindow(columns, tenantId, filter, before, last, wanted + 1);
        return { last, found: await this.database.query<Line>(sql, parameters) };
      };
      const { found, last } = await (isLookedThrough(filter)
        ? this.scans.run(tenantId, readWindow)
        : readWindow());
      items.push(...found.slice(0, wanted));
      if (found.length > wanted) return { items, nextCursor: items.at(-1)?.id ?? null };
      if (last === undefined) return { items, nextCursor: null };
      if (items.length === limit || performance.now() > until) return { items, nextCursor: last };
      before = last;
    }
  }

  /** @returns The last id of the next window; `undefined` when it holds the rest, or an index finds what is wanted. */
  private async endOfWindow(
    tenantId: string,
    filter: LineFilter,
    before: string | undefined,
  ): Promise<string | undefined> {
    if (!isLookedThrough(filter)) return undefined;
    const parameters = new SqlParameters([tenantId]);
    const { from, to, outcome } = filter;
    const conditions = conditionsOf({ from, to, outcome }, before, parameters);
    const [row] = await this.database.query<{ id: string }>(
      `select id from request_log where ${conditions.join(' and ')} order by id desc offset ${WINDOW - 1} limit 1`,
      parameters.values,
    );
    return row?.id;
  }
}

/** Reads lines of a window, newest first. */
function selectWindow(
  columns: string,
  tenantId: string,
  filter: LineFilter,
  before: string | undefined,
  last: string | undefined,
  limit: number,
): Statement {
  const parameters = new SqlParameters([tenantId]);
  const conditions = conditionsOf(filter, before, parameters);
  if (last !== undefined) conditions.push(`id >= ${parameters.add(last)}`);
  const sql = `select ${columns} from (
       select * from request_log where ${conditions.join(' and ')} order by id desc limit ${parameters.add(limit)}
     ) as lines ${JOINS} order by lines.id desc`;
  return { sql, parameters: parameters.values };
}

/** Whether a filter is about something that no index finds. */
function isLookedThrough({ method, tokenId, requestId, text, person }: LineFilter): boolean {
  return (
    [method, tokenId, requestId, text].some((value) => value !== undefined) ||
    (person !== undefined && !isUuid(person))
  );
}

function conditionsOf(
  { from, to, outcome, method, person, tokenId, requestId, text }: LineFilter,
  before: string | undefined,
  parameters: SqlParameters,
): string[] {
  const conditions = ['tenant_id = $1'];
  const add = (condition: (placeholder: string) => string, value: unknown): void => {
    if (value !== undefined) conditions.push(condition(parameters.add(value)));
  };
  add((value) => `id < ${value}`, before);
  add((value) => `id >= ${value}`, from && firstIdAt(from));
  add((value) => `id < ${value}`, to && firstIdAt(to));
  // The planner takes the index of what is not a success only when it sees that it is not.
  if (outcome !== undefined) conditions.push(`outcome = '${outcome}'`);
  add((value) => `method = ${value}`, method);
  add((value) => `token_id = ${value}::uuid`, tokenId);
  add((value) => `request_id = ${value}`, requestId);
  if (person !== undefined && isUuid(person)) add((value) => `resource_id = ${value}`, person);
  else add((value) => `(${isNamed(value)})`, person && pattern(person));
  if (text !== undefined) {
    const whole = parameters.add(text);
    add((value) => `(${isNamed(value)} or request_id = ${whole} or scim_type = ${whole})`, pattern(text));
  }
  return conditions;
}

/** Whether a line shows such words, or such a name: a read has the name of whom it found only when it is shown. */
function isNamed(words: string): string {
  return `person_name ilike ${words} or ${PLAIN} ilike ${words}
    or person_name is null and resource_type = 'User' and exists (
      select from users where users.tenant_id = $1 and users.id = request_log.resource_id
        and ${nameOfUser('users')} ilike ${words})`;
}

/** The sentence without its marks. */
const PLAIN = `translate(meaning, U&'\\2068\\2069', '')`;

function pattern(text: string): string {
  return `%${text.replaceAll(/[\\%_]/g, '\\$&')}%`;
}
