import type { ResourceType, ScimResource } from '@flosum/scim-schema';
import { defineAttribute, defineList, readResource } from '@flosum/scim-schema';
import { applyPatch, prepareOperations } from './index.js';

const CLUB_URN = 'urn:example:schemas:2.0:Club';

const CLUB: ResourceType = {
  name: 'Club',
  description: 'A club',
  endpoint: '/Clubs',
  extensions: [],
  schema: {
    id: CLUB_URN,
    name: 'Club',
    description: 'A club',
    attributes: [
      defineAttribute('words', 'At most 200, as nothing else is said.', { multiValued: true }),
      defineAttribute('pair', 'At most 2.', { multiValued: true, maxValues: 2 }),
      defineList(
        'guests',
        'As many as there are, told apart by value and type.',
        [defineAttribute('value', 'Free.', { caseExact: true }), defineAttribute('type', 'Free.')],
        { maxValues: Infinity },
      ),
      defineList(
        'people',
        'As many as there are, told apart by value.',
        [
          defineAttribute('value', 'Immutable.', { caseExact: true, mutability: 'immutable' }),
          defineAttribute('type', 'Free.'),
        ],
        { maxValues: Infinity },
      ),
    ],
  },
};

const empty: ScimResource = { schemas: [CLUB_URN] };
const numbers = (count: number): readonly string[] => Array.from({ length: count }, (_, index) => `${index}`);

function read(attributes: object): ScimResource {
  return readResource(CLUB, { schemas: [CLUB_URN], ...attributes });
}

function add(resource: ScimResource, path: string, value: unknown): ScimResource {
  return applyPatch(CLUB, resource, prepareOperations(CLUB, [{ op: 'add', path, value: value as string[] }]))
    .resource;
}

describe('a list', () => {
  it.each([
    ['words', 200],
    ['pair', 2],
  ])('takes as many values as its attribute says: %s', (name, count) => {
    const full = read({ [name]: numbers(count) });
    const refusal = expect.objectContaining({
      scimType: 'invalidValue',
      detail: `"${name}" takes ${count} values at most.`,
    });

    expect(full[name]).toHaveLength(count);
    expect(add(empty, name, numbers(count))).toEqual(full);
    expect(() => read({ [name]: numbers(count + 1) })).toThrow(refusal);
    expect(() => add(full, name, ['one more'])).toThrow(refusal);
  });

  it.each(['guests', 'people'])('is read and patched in no time with 20,000 values: %s', (name) => {
    const values = numbers(20_000).map((value) => ({ value, type: 'User' }));
    const started = process.cpuUsage();

    const resource = read({ [name]: values });
    const more = add(resource, name, [...values, { value: 'new', type: 'User' }]);
    const less = applyPatch(
      CLUB,
      more,
      prepareOperations(CLUB, [{ op: 'remove', path: name, value: values.slice(1) }]),
    ).resource;

    // Of the processor, since other tests run at the same time. Looking through all for each takes a minute.
    expect(process.cpuUsage(started).user / 1_000).toBeLessThan(5_000);
    expect(resource[name]).toHaveLength(20_000);
    expect(more[name]).toHaveLength(20_001);
    expect(less[name]).toEqual([values[0], { value: 'new', type: 'User' }]);
  });

  it('has the same value once for each type, or once at all where the value is immutable', () => {
    const twice = [
      { value: 'a', type: 'User' },
      { value: 'a', type: 'Group' },
    ];

    expect(read({ guests: twice }).guests).toEqual(twice);
    expect(read({ people: twice }).people).toEqual([{ value: 'a', type: 'Group' }]);
    expect(add(read({ people: twice.slice(0, 1) }), 'people', twice.slice(1)).people).toEqual([
      { value: 'a', type: 'Group' },
    ]);
  });
});
