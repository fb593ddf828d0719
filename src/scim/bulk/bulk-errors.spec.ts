import { TooLargeError, UnknownEndpointError, UnresolvedReferenceError } from './bulk-errors.js';

describe('errors of bulk requests', () => {
  it.each([
    [new TooLargeError('Too large.'), 413, 'Too large.'],
    [new UnknownEndpointError(['Users', 'Groups']), 404, '"/Users", "/Groups"'],
    [new UnresolvedReferenceError('x', 'unknown'), 409, '"bulkId:x" refers to nothing'],
    [new UnresolvedReferenceError('x', 'failed'), 409, '"bulkId:x" was not created'],
  ])('%s has status %i and says why', (error, status, words) => {
    expect(error.status).toBe(status);
    expect(error.scimType).toBeUndefined();
    expect(error.detail).toContain(words);
  });
});
