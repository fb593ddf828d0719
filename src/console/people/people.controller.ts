import { Get, Param, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import { cutPage } from '../../administration/index.js';
import type { ConsoleRole, ConsoleSession } from '../../console-access/index.js';
import { csvLine } from '../files/csv.js';
import { sendFile } from '../files/send-file.js';
import { ConsoleController, DocumentedConsole } from '../guard/console-controller.js';
import { ConsoleError } from '../guard/console-error.js';
import { SignedIn } from '../guard/console-request.js';
import { maskActorFor, maskChangesFor, maskFor, maskPersonFor, seesPeople } from '../masking.js';
import { invalidCursor, makeCursor, readCursor } from '../paging/cursor.js';
import { PageDto } from '../paging/page.dto.js';
import type { PeopleSearch } from './people-query.js';
import { People } from './people.service.js';
import { HistoryPageDto, PersonDetailDto } from './person-detail.dto.js';
import { PeoplePageDto, SearchPeopleDto } from './person.dto.js';

const COLUMNS = [
  'id',
  'userName',
  'displayName',
  'email',
  'active',
  'externalId',
  'lastModified',
  'managedBy',
] as const;

/** The people of the tenant. */
@ConsoleController('people', 'People')
export class PeopleController {
  constructor(private readonly people: People) {}

  @Get()
  @DocumentedConsole({
    does: 'Finds people by plain words, by a SCIM filter, or by whether they are active.',
    answers: { 200: PeoplePageDto },
  })
  async list(
    @SignedIn() { tenant, role }: ConsoleSession,
    @Query() { cursor, limit, ...query }: SearchPeopleDto,
  ): Promise<PeoplePageDto> {
    const [search, match] = readQuery(role, query);
    const page = { limit, after: readCursor(cursor) };
    const { people, next, total } = await this.people.search(tenant.id, search, match, page);
    return {
      items: people.map((person) => maskPersonFor(role, person)),
      nextCursor: next ? makeCursor(next) : null,
      total,
    };
  }

  @Get('export')
  @DocumentedConsole({
    does: 'Exports the people that a search finds.',
    answers: {},
    files: { 200: 'text/csv' },
  })
  async export(
    @SignedIn() { tenant, role }: ConsoleSession,
    @Query() { cursor: _cursor, limit: _limit, ...query }: SearchPeopleDto,
    @Res() response: Response,
  ): Promise<void> {
    const [search, match] = readQuery(role, query);
    const people = this.people.all(tenant.id, search, match);
    const lines = async function* (): AsyncGenerator<string, void> {
      // A search that does not work fails before the file begins.
      let head = csvLine(COLUMNS);
      for await (const some of people) {
        const rows = some
          .map((person) => maskPersonFor(role, person))
          .map((person) => csvLine(COLUMNS.map((column) => person[column])))
          .join('');
        yield `${head}${rows}`;
        head = '';
      }
    };
    await sendFile(response, { name: `${tenant.slug}-people.csv`, mediaType: 'text/csv' }, lines());
  }

  @Get(':id')
  @DocumentedConsole({
    does: 'Shows a person, and who set each attribute.',
    answers: { 200: PersonDetailDto },
    fails: [404],
  })
  async find(
    @SignedIn() { tenant, role }: ConsoleSession,
    @Param('id') id: string,
  ): Promise<PersonDetailDto> {
    const { resource, attributes, groups, ...person } = await this.people.find(tenant.id, id);
    return {
      ...maskPersonFor(role, person),
      resource: maskFor(role, resource),
      attributes: attributes.map((attribute) => {
        const [masked = attribute] = maskChangesFor(role, [{ path: attribute.path, value: attribute.value }]);
        const { source } = attribute;
        return { ...masked, source: source && { ...source, actor: maskActorFor(role, source.actor) } };
      }),
      groups,
    };
  }

  @Get(':id/history')
  @DocumentedConsole({
    does: 'Lists what happened to a person, newest first, also when it is deleted by now.',
    answers: { 200: HistoryPageDto },
    fails: [404],
  })
  async history(
    @SignedIn() { tenant, role }: ConsoleSession,
    @Param('id') id: string,
    @Query() { cursor, limit }: PageDto,
  ): Promise<HistoryPageDto> {
    if (cursor !== undefined && !/^[1-9]\d{0,8}$/.test(cursor)) throw invalidCursor();
    const before = cursor === undefined ? undefined : Number(cursor);
    const entries = await this.people.history(tenant.id, id, limit + 1, before);
    const { page, nextCursor } = cutPage(entries, limit, ({ version }) => String(version));
    return {
      items: page.map((entry) => ({
        ...entry,
        actor: maskActorFor(role, entry.actor),
        attributes: maskChangesFor(role, entry.attributes),
      })),
      nextCursor,
    };
  }
}

/** An auditor does not see names, and must not find them by trying: words have to be whole, and filters are refused. */
function readQuery(
  role: ConsoleRole,
  { q, filter, active }: Pick<SearchPeopleDto, 'q' | 'filter' | 'active'>,
): readonly [PeopleSearch, 'sw' | 'eq'] {
  if (!seesPeople(role) && filter !== undefined) {
    throw new ConsoleError(
      403,
      'An auditor does not see personal values, and filters would tell them. Search for a whole name or address instead.',
    );
  }
  const search = { q, filter, active: active === undefined ? undefined : active === 'true' };
  return [search, seesPeople(role) ? 'sw' : 'eq'];
}
