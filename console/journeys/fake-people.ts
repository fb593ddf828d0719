import type { Person } from '../src/api/contract.js';
import { ago } from './ago.js';
import { page, Refusal } from './fake-answers.js';
import type { FakeRequest } from './fake-answers.js';
import type { FakeState } from './fake-state.js';

/** The calls about people. */
export function answerPeople({ people }: FakeState, { path, query }: FakeRequest): unknown {
  if (path === '/people') {
    const q = query.get('q')?.toLowerCase() ?? '';
    const filter = query.get('filter');
    if (filter?.includes(' eq ') === false) {
      throw new Refusal(
        400,
        'The filter ends too early, at position 9: write an operator such as eq, co or sw.',
        { help: '/console/help/entra#what-is-unique' },
      );
    }
    const active = query.get('active');
    const value = filter === null ? '' : (/"(.*)"/.exec(filter)?.[1]?.toLowerCase() ?? '');
    const found = people.filter(
      (person) =>
        `${person.displayName} ${person.userName}`.toLowerCase().includes(q) &&
        person.userName.includes(value) &&
        (active === null || String(person.active) === active),
    );
    return { ...page(found, query), total: found.length };
  }
  const [, id, part] = /^\/people\/([^/]+)(\/history)?$/.exec(path) ?? [];
  const person = people.find((each) => each.id === id);
  if (id === undefined) return undefined;
  if (person === undefined) throw new Refusal(404, 'There is no such person. They may have been deleted.');
  return part === undefined ? detailOf(person) : { items: historyOf(person), nextCursor: null };
}

function detailOf(person: Person): object {
  const source = {
    actor: { type: 'token', name: 'Entra ID' },
    at: person.lastModified,
    changeId: 'change-1',
    requestId: '01a20a93-30be-7600-8c6f-000000000001',
  };
  const department = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department';
  const values = {
    userName: person.userName,
    externalId: person.externalId,
    displayName: person.displayName,
    active: person.active,
    'emails[type eq "work"].value': person.email,
    [department]: 'Research and Development',
  };
  return {
    ...person,
    created: ago(200 * 86_400_000),
    version: 3,
    resource: {},
    attributes: [
      ...Object.entries(values).map(([path, value]) => ({ path, value, source })),
      { path: 'timezone', value: 'Etc/UTC', source: null },
    ],
    groups: [
      { id: 'group-1', display: 'Engineering', direct: true },
      { id: 'group-2', display: 'Everybody', direct: false },
    ],
  };
}

function historyOf({ active, lastModified }: Person): object[] {
  const actor = { type: 'token', name: 'Entra ID' };
  return [
    ...(active
      ? []
      : [
          {
            changeId: 'change-3',
            kind: 'deactivated',
            version: 3,
            at: lastModified,
            actor,
            requestId: 'request-3',
            attributes: [{ path: 'active', before: true, after: false }],
          },
        ]),
    {
      changeId: 'change-2',
      kind: 'updated',
      version: 2,
      at: ago(9 * 86_400_000),
      actor,
      requestId: 'request-2',
      attributes: [{ path: 'title', before: 'Engineer', after: 'Senior Engineer' }],
    },
    {
      changeId: 'change-1',
      kind: 'created',
      version: 1,
      at: ago(200 * 86_400_000),
      actor,
      requestId: 'request-1',
      attributes: [{ path: 'title', after: 'Engineer' }],
    },
  ];
}
