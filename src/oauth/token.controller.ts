import {
  All,
  Body,
  Controller,
  Header,
  Headers,
  HttpCode,
  Post,
  Req,
  UseFilters,
  UseInterceptors,
} from '@nestjs/common';
import type { Request } from 'express';
import { TOKEN_PATH } from '../../config/index.js';
import { MethodNotAllowedError } from '../http/index.js';
import { AccessTokens, ClientSecretsService } from '../oauth-clients/index.js';
import { ClientAuthenticator } from './client-authenticator.js';
import { FormBodyInterceptor } from './form-body.interceptor.js';
import type { Form } from './form.js';
import { OAuthErrorFilter } from './oauth-error.filter.js';
import { InvalidOAuthRequestError, UnsupportedGrantTypeError } from './oauth-errors.js';
import { CLIENT_CREDENTIALS } from './oauth-paths.js';
import { readCredentials } from './read-credentials.js';
import { SignInLimits } from './sign-in-limits.js';
import { readScope } from './read-scope.js';

/** The answer of RFC 6749 section 5.1. */
interface TokenAnswer {
  readonly access_token: string;
  readonly token_type: 'Bearer';
  readonly expires_in: number;
  readonly scope: string;
}

/** The token endpoint: client credentials in, access token out (RFC 6749 section 4.4). */
@Controller(TOKEN_PATH)
@UseFilters(OAuthErrorFilter)
export class TokenController {
  constructor(
    private readonly authenticator: ClientAuthenticator,
    private readonly secrets: ClientSecretsService,
    private readonly tokens: AccessTokens,
    private readonly limits: SignInLimits,
  ) {}

  @Post()
  @HttpCode(200)
  @UseInterceptors(FormBodyInterceptor)
  @Header('Cache-Control', 'no-store')
  @Header('Pragma', 'no-cache')
  async issue(
    @Req() request: Request,
    @Headers('authorization') authorization: string | undefined,
    @Body() form: Form,
  ): Promise<TokenAnswer> {
    if (Object.keys(request.query).length > 0) {
      throw new InvalidOAuthRequestError(
        'Send all parameters in the body: URLs are written into logs. If a secret was in this URL, revoke it.',
      );
    }
    if (form.grant_type === undefined) {
      throw new InvalidOAuthRequestError(
        'The parameter grant_type is missing. Set it to client_credentials.',
      );
    }
    if (form.grant_type !== CLIENT_CREDENTIALS) throw new UnsupportedGrantTypeError();
    const credentials = readCredentials(authorization, form);
    const { client, secretId } = await this.limits.watch(credentials.clientId, request.ip ?? '', () =>
      this.authenticator.authenticate(credentials),
    );
    const scopes = readScope(form.scope, client.scopes);
    const { token, expiresIn } = await this.tokens.issue({
      tenantId: client.tenantId,
      clientId: client.tokenId,
      scopes,
    });
    await this.secrets.noteUse(client.tenantId, client.tokenId, secretId);
    return { access_token: token, token_type: 'Bearer', expires_in: expiresIn, scope: scopes.join(' ') };
  }

  @All()
  refuse(): never {
    throw new MethodNotAllowedError(['POST']);
  }
}
