import { Body, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { RotateApiTokenDto } from '../../administration/index.js';
import type { Actor } from '../../audit/index.js';
import type { ConsoleSession } from '../../console-access/index.js';
import { ApiTokensService, DEFAULT_SCOPES } from '../../tenants/index.js';
import type { IssuedApiToken } from '../../tenants/index.js';
import { ConsoleController, DocumentedConsole } from '../guard/console-controller.js';
import { ActingAdmin, SignedIn } from '../guard/console-request.js';
import { Needs } from '../guard/needs.js';
import { maskAdministratorsFor } from '../masking.js';
import { presentToken } from './present-token.js';
import { readExpiry } from './read-expiry.js';
import { IssuedTokenDto, IssueTokenDto, TokenListDto } from './token.dto.js';

/** The API tokens of the tenant. */
@ConsoleController('tokens', 'API tokens')
export class TokensController {
  constructor(private readonly tokens: ApiTokensService) {}

  @Get()
  @DocumentedConsole({
    does: 'Lists the tokens, newest first, revoked and expired ones included.',
    answers: { 200: TokenListDto },
  })
  async list(@SignedIn() { tenant, role }: ConsoleSession): Promise<TokenListDto> {
    const now = new Date();
    const tokens = await this.tokens.list(tenant.id);
    return {
      items: maskAdministratorsFor(
        role,
        tokens.map((token) => presentToken(token, tokens, now)),
      ),
    };
  }

  @Post()
  @Needs('tokens')
  @DocumentedConsole({
    does: 'Makes a token. This answer alone holds the token itself.',
    answers: { 201: IssuedTokenDto },
    fails: [409, 413, 415],
  })
  async issue(
    @SignedIn() { tenant }: ConsoleSession,
    @ActingAdmin() actor: Actor,
    @Body() body: IssueTokenDto,
  ): Promise<IssuedTokenDto> {
    const { name, scopes = DEFAULT_SCOPES } = body;
    const issued = await this.tokens.issue(tenant.id, actor, {
      name,
      scopes,
      ...readExpiry(body, new Date()),
    });
    return this.present(tenant.id, issued);
  }

  @Post(':id/rotation')
  @Needs('tokens')
  @DocumentedConsole({
    does: 'Makes a token with the same name, scopes and span of life. The old one works until the overlap ends.',
    answers: { 201: IssuedTokenDto },
    fails: [404, 409, 413, 415],
  })
  async rotate(
    @SignedIn() { tenant }: ConsoleSession,
    @ActingAdmin() actor: Actor,
    @Param('id') id: string,
    @Body() { overlapMinutes }: RotateApiTokenDto,
  ): Promise<IssuedTokenDto> {
    return this.present(tenant.id, await this.tokens.rotate(tenant.id, actor, id, overlapMinutes));
  }

  @Delete(':id')
  @HttpCode(204)
  @Needs('tokens')
  @DocumentedConsole({
    does: 'Revokes a token. It is refused from the next request on, on every instance.',
    answers: { 204: null },
    fails: [404],
  })
  async revoke(
    @SignedIn() { tenant }: ConsoleSession,
    @ActingAdmin() actor: Actor,
    @Param('id') id: string,
  ): Promise<void> {
    await this.tokens.revoke(tenant.id, actor, id);
  }

  private async present(tenantId: string, { stored, token }: IssuedApiToken): Promise<IssuedTokenDto> {
    const tokens = await this.tokens.list(tenantId);
    return { token, ...presentToken(stored, tokens, new Date()) };
  }
}
