import { COMMON_ATTRIBUTES, findByName } from './index.js';

describe('COMMON_ATTRIBUTES', () => {
  // RFC 7643 sections 3 and 3.1.
  it.each([
    ['schemas', { multiValued: true, required: true, returned: 'always', caseExact: false }],
    ['id', { caseExact: true, mutability: 'readOnly', returned: 'always', uniqueness: 'server' }],
    ['externalId', { caseExact: true, mutability: 'readWrite', returned: 'default', uniqueness: 'none' }],
    ['meta', { type: 'complex', mutability: 'readOnly', returned: 'default' }],
  ])('describes %s', (name, characteristics) => {
    expect(findByName(COMMON_ATTRIBUTES, name)).toMatchObject(characteristics);
  });

  it.each([
    ['resourceType', { type: 'string', caseExact: true }],
    ['created', { type: 'dateTime' }],
    ['lastModified', { type: 'dateTime' }],
    ['location', { type: 'reference', caseExact: true }],
    ['version', { type: 'string', caseExact: true }],
  ])('describes meta.%s', (name, characteristics) => {
    const meta = findByName(COMMON_ATTRIBUTES, 'meta');

    expect(findByName(meta?.subAttributes ?? [], name)).toMatchObject({
      ...characteristics,
      mutability: 'readOnly',
      returned: 'default',
    });
  });
});
