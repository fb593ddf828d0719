/** Where the keys are that access tokens are signed with. */
export const JWKS_PATH = 'oauth2/jwks';

/** The realm of the challenge (RFC 7617 section 2). */
export const OAUTH_REALM = 'oauth2';

/** The grant type of RFC 6749 section 4.4.2. */
export const CLIENT_CREDENTIALS = 'client_credentials';

/** The assertion type of RFC 7523 section 2.2. */
export const JWT_BEARER = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
