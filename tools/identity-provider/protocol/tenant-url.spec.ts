import { parseTenantUrl } from './tenant-url.js';

describe('parseTenantUrl', () => {
  it.each([
    ['https://Host.example/api/v1/scim', undefined],
    ['https://host.example/api/v1/scim/', undefined],
    [' https://host.example/api/v1/scim?other=1 ', undefined],
    ['https://host.example/api/v1/scim?aadOptscim062020', 'aadOptscim062020'],
    ['https://host.example/api/v1/scim/?AADOPTSCIM062020', 'aadOptscim062020'],
    ['https://host.example/api/v1/scim?AzureAdScimPatch2017', 'default'],
  ])('reads %s', (text, dialect) => {
    expect(parseTenantUrl(text)).toEqual({ base: 'https://host.example/api/v1/scim', dialect });
  });

  it.each(['host.example/api/v1/scim', 'ftp://host.example', ''])('refuses %j', (text) => {
    expect(() => parseTenantUrl(text)).toThrow('must begin with https:// or http://');
  });
});
