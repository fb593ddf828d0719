import { UnsecuredJWT } from 'jose';
import { InvalidOAuthClientError, InvalidOAuthRequestError } from './oauth-errors.js';
import { JWT_BEARER } from './oauth-paths.js';
import { readCredentials } from './read-credentials.js';

const ID = '01a20a93-30be-7600-8c6f-7feb53359e09';
const about = (sub: string): string => new UnsecuredJWT({ sub }).encode();
const basic = (text: string): string => `Basic ${Buffer.from(text).toString('base64')}`;
const assertion = (jwt: string): Record<string, string> => ({
  client_assertion_type: JWT_BEARER,
  client_assertion: jwt,
});

describe('readCredentials', () => {
  it.each([
    ['in the body', undefined, { client_id: ID, client_secret: 's' }, { kind: 'secret', secret: 's' }],
    ['in the header', basic(`${ID}:s`), {}, { kind: 'secret', secret: 's' }],
    ['with a colon', basic(`${ID}:a:b`), {}, { kind: 'secret', secret: 'a:b' }],
    ['encoded as in a form', basic(`${ID}:a%3Ab+c`), {}, { kind: 'secret', secret: 'a:b c' }],
    ['with a percent sign that encodes nothing', basic(`${ID}:100%`), {}, { kind: 'secret', secret: '100%' }],
    ['as an assertion', undefined, { client_id: ID, ...assertion(about('me')) }, { kind: 'assertion' }],
    ['as an assertion about the client', undefined, assertion(about(ID)), { kind: 'assertion' }],
  ])('reads them %s', (_case, authorization, form, expected) => {
    expect(readCredentials(authorization, form)).toMatchObject({ ...expected, clientId: ID });
  });

  it.each<[string, string | undefined, Record<string, string>]>([
    ['header and secret', basic(`${ID}:s`), { client_id: ID, client_secret: 's' }],
    ['header and assertion', basic(`${ID}:s`), assertion(about(ID))],
    ['secret and assertion', undefined, { client_id: ID, client_secret: 's', ...assertion(about(ID)) }],
    ['two clients', basic(`${ID}:s`), { client_id: 'other' }],
    ['a secret of nobody', undefined, { client_secret: 's' }],
    [
      'an assertion of an unknown type',
      undefined,
      { client_id: ID, client_assertion_type: 'saml', client_assertion: 'x' },
    ],
    ['a type without an assertion', undefined, { client_id: ID, client_assertion_type: JWT_BEARER }],
    ['an assertion that names no client', undefined, assertion(about('me'))],
    ['an assertion that is no JWT, of nobody', undefined, assertion('nonsense')],
  ])('does not understand %s', (_case, authorization, form) => {
    expect(() => readCredentials(authorization, form)).toThrow(InvalidOAuthRequestError);
  });

  it.each<[string, string | undefined]>([
    ['nothing', undefined],
    ['an empty header', ''],
    ['another scheme', 'Bearer abc'],
    ['a header without a secret', basic(ID)],
    ['a header that is not Base64', 'Basic %%%'],
  ])('takes %s for no proof', (_case, authorization) => {
    expect(() => readCredentials(authorization, {})).toThrow(InvalidOAuthClientError);
  });
});
