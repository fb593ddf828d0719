import { readBulkPath } from './read-bulk-path.js';

const ENDPOINTS = ['Users', 'Groups'];

describe('readBulkPath', () => {
  it.each([
    ['/Users', { endpoint: 'Users' }],
    ['/Users/', { endpoint: 'Users' }],
    ['/Groups/2819c223', { endpoint: 'Groups', id: '2819c223' }],
    ['/Groups/2819c223/', { endpoint: 'Groups', id: '2819c223' }],
    ['/Users/bulkId:qwerty', { endpoint: 'Users', id: 'bulkId:qwerty' }],
    ['/Users/bulkId:a%20b%3F%2F', { endpoint: 'Users', id: 'bulkId:a b?/' }],
    ['/Users/bulkId:a/b', { endpoint: 'Users', id: 'bulkId:a/b' }],
    ['/Users/bulkId:__proto__', { endpoint: 'Users', id: 'bulkId:__proto__' }],
  ])('reads %s', (path, read) => {
    expect(readBulkPath(path, ENDPOINTS)).toEqual(read);
  });

  it.each([
    'https://other.test/Users',
    'HTTP://other.test/Users',
    'urn:x',
    '//other.test/Users',
    '../other/Users',
    '/../other/Users',
    '/%2e%2E/other/Users',
    '/Users/..',
    '/Users/%2e%2e',
    '/./Users',
    '/Bulk',
    '/bulk',
    '/Me',
    '/Me/x',
    '/Users?filter=x',
    '/Users/1?attributes=userName',
    '/Users#x',
    'Users',
    '',
    '/Users//',
    '/Users//1',
    '/Users/1/2',
    '/Users/%',
  ])('refuses %j', (path) => {
    expect(() => readBulkPath(path, ENDPOINTS)).toThrow(
      expect.objectContaining({ status: 400, scimType: 'invalidSyntax' }),
    );
  });

  it.each(['/', '/Things', '/users', '/Schemas', '/.search', '/toString'])('does not know %s', (path) => {
    expect(() => readBulkPath(path, ENDPOINTS)).toThrow(expect.objectContaining({ status: 404 }));
  });
});
