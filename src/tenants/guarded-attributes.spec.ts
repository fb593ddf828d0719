import { defineAttribute, defineComplex, defineList } from '@flosum/scim-schema';
import type { AttributeDefinition } from '@flosum/scim-schema';
import { findGuardedAttributes } from './guarded-attributes.js';

const ID = 'urn:acme:2.0:User';

function guarded(before: AttributeDefinition, ...after: readonly AttributeDefinition[]): readonly string[] {
  const schema = { id: ID, name: 'Acme', description: '' };
  return findGuardedAttributes({ ...schema, attributes: [before] }, { ...schema, attributes: after }).map(
    ({ name }) => name,
  );
}

const badge = defineAttribute('badge', 'A badge.');
const desk = defineComplex('desk', 'A desk.', [
  defineAttribute('floor', 'A floor.'),
  defineAttribute('room', 'A room.'),
]);

describe('findGuardedAttributes', () => {
  it.each<[string, AttributeDefinition, readonly AttributeDefinition[], readonly string[]]>([
    ['the same attribute', badge, [badge], []],
    ['another one beside it', badge, [desk, badge], []],
    [
      'all that may change',
      badge,
      [
        {
          ...badge,
          description: 'B.',
          canonicalValues: ['x'],
          required: true,
          returned: 'request',
          mutability: 'immutable',
        },
      ],
      [],
    ],
    ['no attribute', badge, [desk], ['badge']],
    ['a name in other case', badge, [{ ...badge, name: 'Badge' }], ['badge']],
    ['another type', badge, [{ ...badge, type: 'integer' }], ['badge']],
    ['a list', badge, [{ ...badge, multiValued: true }], ['badge']],
    ['another case rule', badge, [{ ...badge, caseExact: true }], ['badge']],
    ['uniqueness', badge, [{ ...badge, uniqueness: 'server' }], ['badge']],
    [
      'another sub-attribute',
      desk,
      [defineComplex('desk', 'A desk.', [defineAttribute('floor', 'A floor.', { type: 'integer' })])],
      ['desk.floor', 'desk.room'],
    ],
    ['a list of objects', desk, [defineList('desk', 'Desks.', desk.subAttributes ?? [])], ['desk']],
  ])('finds what suffers when there is %s', (_case, before, after, names) => {
    expect(guarded(before, ...after)).toEqual(names);
  });

  it('says where the values stand, whatever the names hold', () => {
    const schema = { id: ID, name: 'Acme', description: '' };
    const list = defineList('desk', 'Desks.', [defineAttribute('$ref', 'A URI.')]);
    expect(
      findGuardedAttributes(
        { ...schema, attributes: [list] },
        { ...schema, attributes: [{ ...list, subAttributes: [] }] },
      ),
    ).toEqual([{ name: 'desk.$ref', path: '$."urn:acme:2.0:User"."desk"[*]."$ref"[*]' }]);
  });
});
