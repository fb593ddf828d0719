import { Controller, Get, Header, Inject } from '@nestjs/common';
import { tokenUrl } from '../../config/index.js';
import type { Config } from '../../config/index.js';
import { CONFIG } from '../config.token.js';
import { SigningKeys } from '../oauth-clients/index.js';
import { SCOPES } from '../tenants/index.js';
import { ASSERTION_ALGORITHMS } from './assertion-verifier.js';
import { CLIENT_CREDENTIALS, JWKS_PATH } from './oauth-paths.js';

/** Long enough to spare requests, short enough that the next key is seen before anybody misses it. */
const CACHE = 'public, max-age=300';

/** What anybody may know of this authorization server. */
@Controller()
export class MetadataController {
  private readonly url: string;

  constructor(
    @Inject(CONFIG) { publicUrl }: Config,
    private readonly keys: SigningKeys,
  ) {
    this.url = publicUrl;
  }

  /** RFC 8414 section 2. It has no endpoint that answers with a `response_type`. */
  @Get('.well-known/oauth-authorization-server')
  @Header('Cache-Control', CACHE)
  describe(): object {
    return {
      issuer: this.url,
      token_endpoint: tokenUrl({ publicUrl: this.url }),
      jwks_uri: `${this.url}/${JWKS_PATH}`,
      scopes_supported: SCOPES,
      response_types_supported: [],
      grant_types_supported: [CLIENT_CREDENTIALS],
      token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post', 'private_key_jwt'],
      token_endpoint_auth_signing_alg_values_supported: ASSERTION_ALGORITHMS,
    };
  }

  /** The public keys of access tokens, those of tokens that are still out included (RFC 7517 section 5). */
  @Get(JWKS_PATH)
  @Header('Cache-Control', CACHE)
  async listKeys(): Promise<object> {
    return { keys: await this.keys.list() };
  }
}
