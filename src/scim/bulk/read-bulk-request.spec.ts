import { BULK_REQUEST_URN } from '@flosum/scim-schema';
import { MAX_BULK_OPERATIONS } from './bulk-limits.js';
import { readBulkRequest } from './read-bulk-request.js';

const ENDPOINTS = ['Users', 'Groups'];
const POST = { method: 'POST', path: '/Users', bulkId: 'a', data: { userName: 'jo' } };

function request(operations: unknown, more: object = {}): object {
  return { schemas: [BULK_REQUEST_URN], Operations: operations, ...more };
}

describe('readBulkRequest', () => {
  it.each([
    [POST, { kind: 'create', endpoint: 'Users', bulkId: 'a', data: { userName: 'jo' } }],
    [
      { METHOD: 'post', Path: '/Groups/', BulkID: '__proto__', DATA: {} },
      { kind: 'create', endpoint: 'Groups', bulkId: '__proto__', data: {} },
    ],
    [
      { method: 'PUT', path: '/Users/1', version: 'W/"2"', data: { userName: 'jo' } },
      { kind: 'replace', endpoint: 'Users', id: '1', version: 'W/"2"', data: { userName: 'jo' } },
    ],
    [
      { method: 'Patch', path: '/Users/bulkId:a', bulkId: 'p', data: { Operations: [] } },
      { kind: 'patch', endpoint: 'Users', id: 'bulkId:a', bulkId: 'p', data: { Operations: [] } },
    ],
    [
      { method: 'DELETE', path: '/Users/1', bulkId: null, version: null, data: 'of no interest' },
      { kind: 'remove', endpoint: 'Users', id: '1' },
    ],
  ])('reads %j', (sent, operation) => {
    expect(readBulkRequest(request([sent]), ENDPOINTS)).toEqual({ operations: [operation] });
  });

  it('counts the names of members and the URN without case', () => {
    const body = { SCHEMAS: [BULK_REQUEST_URN.toUpperCase()], FailOnErrors: 2, operations: [] };
    expect(readBulkRequest(body, ENDPOINTS)).toEqual({ operations: [], failOnErrors: 2 });
  });

  it.each<[string, unknown]>([
    ['no object', 'text'],
    ['a list', []],
    ['nothing', undefined],
    ['BLK-2: no schemas', { Operations: [] }],
    ['BLK-2: another URN', { schemas: ['urn:other'], Operations: [] }],
    ['BLK-3: no Operations', { schemas: [BULK_REQUEST_URN] }],
    ['BLK-3: Operations no list', request({})],
    ['a member twice', request([], { operations: [] })],
    ['BLK-7: the same bulkId twice', request([POST, POST])],
    ['BLK-7: the same bulkId at an invalid operation', request([POST, { bulkId: 'a' }])],
    [
      'BLK-7: the same bulkId at a DELETE',
      request([POST, { method: 'DELETE', path: '/Users/1', bulkId: 'a' }]),
    ],
    ...[0, -1, 1.5, '1', true, 1e300, {}].map((failOnErrors): [string, unknown] => [
      `BLK-29: failOnErrors ${JSON.stringify(failOnErrors)}`,
      request([], { failOnErrors }),
    ]),
  ])('refuses a body with %s', (_, body) => {
    expect(() => readBulkRequest(body, ENDPOINTS)).toThrow(
      expect.objectContaining({ status: 400, scimType: 'invalidSyntax' }),
    );
  });

  it('BLK-22: names the limit when there are too many operations', () => {
    const operations = Array.from({ length: MAX_BULK_OPERATIONS + 1 }, () => null);
    expect(readBulkRequest(request(operations.slice(1)), ENDPOINTS).operations).toHaveLength(1_000);
    expect(() => readBulkRequest(request(operations), ENDPOINTS)).toThrow(
      expect.objectContaining({ status: 413, detail: expect.stringContaining('1000') }),
    );
  });

  it.each([
    ['BLK-4: no method', { ...POST, method: undefined }],
    ['BLK-4: GET', { ...POST, method: 'GET' }],
    ['BLK-4: a number as method', { ...POST, method: 1 }],
    ['BLK-5: no path', { ...POST, path: undefined }],
    ['BLK-5: a number as path', { ...POST, path: 1 }],
    ['BLK-5: POST on a resource', { ...POST, path: '/Users/1' }],
    ['BLK-5: PUT on a collection', { ...POST, method: 'PUT' }],
    ['BLK-5: PATCH on a collection', { ...POST, method: 'PATCH' }],
    ['BLK-5: DELETE on a collection', { method: 'DELETE', path: '/Users/' }],
    ['BLK-6: POST without data', { ...POST, data: undefined }],
    ['BLK-6: PUT without data', { method: 'PUT', path: '/Users/1' }],
    ['BLK-6: PATCH with null', { method: 'PATCH', path: '/Users/1', data: null }],
    ['BLK-6: data as text', { ...POST, data: '{}' }],
    ['BLK-6: data as a list', { ...POST, data: [] }],
    ['BLK-7: POST without bulkId', { ...POST, bulkId: undefined }],
    ['BLK-7: a number as bulkId', { ...POST, bulkId: 1 }],
    ['BLK-7: an empty bulkId', { ...POST, bulkId: '' }],
    ['BLK-24: a number as version', { method: 'DELETE', path: '/Users/1', version: 1 }],
    ['BLK-28: bulk in bulk', { ...POST, path: '/Bulk' }],
    ['BLK-28: an absolute URL', { ...POST, path: 'https://other.test/Users' }],
    ['BLK-28: another tenant', { ...POST, path: '../other/Users' }],
    ['a query', { ...POST, path: '/Users?attributes=userName' }],
    ['a member twice', { ...POST, Method: 'POST' }],
    ['no object', 'text'],
    ['null', null],
    ['data that is nested without end', { ...POST, data: { a: nested(10_000) } }],
  ])('fails one operation alone: %s', (_, sent) => {
    const { operations } = readBulkRequest(request([sent, { ...POST, bulkId: 'b' }]), ENDPOINTS);
    expect(operations).toMatchObject([
      { kind: 'invalid', error: { status: 400, scimType: 'invalidSyntax' } },
      { kind: 'create' },
    ]);
  });

  it('fails an operation for an unknown endpoint with 404', () => {
    expect(readBulkRequest(request([{ ...POST, path: '/Things' }]), ENDPOINTS)).toMatchObject({
      operations: [{ kind: 'invalid', method: 'POST', bulkId: 'a', error: { status: 404 } }],
    });
  });

  it('keeps of an invalid operation what its result repeats', () => {
    const sent = { method: 'put', path: '/Users/1', bulkId: 'a', version: 1 };
    expect(readBulkRequest(request([sent, { method: 5, path: 6, bulkId: 7 }]), ENDPOINTS)).toEqual({
      operations: [
        { kind: 'invalid', method: 'put', bulkId: 'a', endpoint: 'Users', id: '1', error: expect.any(Error) },
        { kind: 'invalid', error: expect.any(Error) },
      ],
    });
  });
});

function nested(depth: number): unknown {
  let value: unknown = 'x';
  for (let level = 0; level < depth; level += 1) value = [value];
  return value;
}
