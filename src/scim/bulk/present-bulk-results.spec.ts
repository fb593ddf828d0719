import { BULK_RESPONSE_URN, InvalidValueError, VersionMismatchError } from '@flosum/scim-schema';
import type { BulkOperation } from './bulk-operation.js';
import { presentBulkResults } from './present-bulk-results.js';
import type { BulkResult } from './run-bulk.js';

const CREATE: BulkOperation = { kind: 'create', endpoint: 'Users', bulkId: 'a', data: {} };
const PATCH: BulkOperation = { kind: 'patch', endpoint: 'Users', id: '1', data: {} };
const ERROR = new InvalidValueError('Wrong.');

describe('presentBulkResults', () => {
  it.each<[BulkResult, object]>([
    [
      { operation: CREATE, location: 'https://x.test/Users/1', version: 'W/"1"' },
      { method: 'POST', bulkId: 'a', location: 'https://x.test/Users/1', version: 'W/"1"', status: '201' },
    ],
    [
      { operation: { ...PATCH, bulkId: 'p' }, location: 'l', version: 'v' },
      { method: 'PATCH', bulkId: 'p', location: 'l', version: 'v', status: '200' },
    ],
    [
      { operation: { ...PATCH, kind: 'replace' }, location: 'l', version: 'v' },
      { method: 'PUT', location: 'l', version: 'v', status: '200' },
    ],
    [
      { operation: { kind: 'remove', endpoint: 'Users', id: '1' }, location: 'l' },
      { method: 'DELETE', location: 'l', status: '204' },
    ],
    [
      { operation: CREATE, error: ERROR },
      { method: 'POST', bulkId: 'a', status: '400', response: { told: 'Wrong.' } },
    ],
    [
      { operation: PATCH, location: 'l', error: new VersionMismatchError() },
      { method: 'PATCH', location: 'l', status: '412', response: { told: expect.any(String) } },
    ],
    [
      { operation: { kind: 'invalid', method: 'GET', error: ERROR }, error: ERROR },
      { method: 'GET', status: '400', response: { told: 'Wrong.' } },
    ],
    [
      { operation: { kind: 'invalid', error: ERROR }, error: ERROR },
      { status: '400', response: { told: 'Wrong.' } },
    ],
  ])('BLK-10, BLK-11, BLK-12: presents %j', (result, presented) => {
    expect(presentBulkResults([result], ({ detail }) => ({ told: detail }))).toEqual({
      schemas: [BULK_RESPONSE_URN],
      Operations: [presented],
    });
  });

  it('BLK-9: keeps the order', () => {
    const { Operations } = presentBulkResults([{ operation: PATCH }, { operation: CREATE }], () => ({}));
    expect(Operations).toMatchObject([{ method: 'PATCH' }, { method: 'POST' }]);
  });
});
