import { classifyClient } from './client-class.js';

describe('classifyClient', () => {
  it.each([
    [undefined, 'no name, as Microsoft Entra ID'],
    ['', 'no name, as Microsoft Entra ID'],
    ['Microsoft Azure AD Provisioning', 'Microsoft Entra ID'],
    ['Okta SCIM Client 1.0.0', 'Okta'],
    ['OneLogin SCIM', 'OneLogin'],
    ['curl/8.5.0', 'curl'],
    ['PostmanRuntime/7.43.0', 'Postman'],
    ['python-requests/2.32.3', 'Python'],
    ['node', 'a program'],
    ['Go-http-client/2.0', 'a program'],
    ['Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0', 'browser'],
    ['Mozilla/5.0 (Windows NT; Windows NT 10.0; de-DE) WindowsPowerShell/5.1.19041.1682', 'PowerShell'],
    ['acme-sync/1.0 (jo@acme.test)', 'other'],
    ['nodes of mine', 'other'],
  ])('takes %j for %s', (userAgent, name) => {
    expect(classifyClient(userAgent)).toBe(name);
  });
});
