import { All, Controller, Get, HttpCode, Inject, Param, Post, Req, Res, UseFilters } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { scimBaseUrl } from '../../../config/index.js';
import type { Config } from '../../../config/index.js';
import { SignInFailures } from '../../auth/index.js';
import { CONFIG } from '../../config.token.js';
import { ConsoleLinkNotFoundError, ConsoleSessionsService } from '../../console-access/index.js';
import type { Visitor as VisitorOf } from '../../console-access/index.js';
import { MethodNotAllowedError } from '../../http/index.js';
import { ApiTokensService } from '../../tenants/index.js';
import { ForeignFormError, NoSuchPageError, NotAskedForError } from './console-errors.js';
import { CONSOLE_FOLDER, ConsoleProgram } from './console-program.js';
import type { ConsoleFile } from './console-program.js';
import { renderEntryPage } from './entry-page.js';
import { renderGuidePage } from './guide-page.js';
import { renderHelpPage } from './help-page.js';
import { PageErrorFilter } from './page-error.filter.js';
import { READ_ONLY, WITH_FORM } from './page-shell.js';
import { isFromOwnPage, isPrefetch } from '../guard/request-origin.js';
import { SessionCookie } from '../guard/session-cookie.js';
import { renderSessionPage } from './session-page.js';
import { Visitor } from '../guard/visitor.js';

/** The tenant admin's pages, and the program in the browser where it was built. */
@ApiExcludeController()
@Controller('console')
@UseFilters(PageErrorFilter)
export class ConsolePagesController {
  private readonly cookie: SessionCookie;
  private readonly tenantUrl: string;
  private readonly consolePath: string;
  private readonly guide: string;
  private readonly program: ConsoleProgram | undefined;
  private helpPage: string | undefined;

  constructor(
    private readonly sessions: ConsoleSessionsService,
    private readonly tokens: ApiTokensService,
    private readonly failures: SignInFailures,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(CONSOLE_FOLDER) folder: string | undefined,
  ) {
    this.cookie = new SessionCookie(config);
    this.tenantUrl = scimBaseUrl(config);
    this.consolePath = `${new URL(config.publicUrl).pathname.replace(/\/$/, '')}/console`;
    this.guide = renderGuidePage(this.tenantUrl);
    this.program = folder === undefined ? undefined : new ConsoleProgram(folder, this.consolePath);
  }

  /** Who is signed in sees the tenant; everybody else how to connect Entra ID, which is no secret. */
  @Get()
  async show(@Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<string> {
    const session = await this.sessions.findIfAny(this.cookie.read(request) ?? '');
    if (session === undefined) {
      response.set(READ_ONLY);
      return this.guide;
    }
    if (this.program !== undefined) return send(response, this.program.render()) as string;
    const tokens = await this.tokens.list(session.tenant.id);
    response.set(WITH_FORM);
    const { tenantUrl, consolePath } = this;
    return renderSessionPage({ session, tokens, tenantUrl, consolePath }, new Date());
  }

  /** Signs in by a console link. Only somebody who opens it uses it up: browsers and programs that look ahead do not. */
  @Get('enter/:secret')
  async enter(
    @Param('secret') secret: string,
    @Visitor() visitor: VisitorOf,
    @Req() { method, headers }: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<string> {
    if (isPrefetch(headers)) throw new NotAskedForError();
    if (method === 'GET') this.cookie.set(response, await this.open(secret, visitor));
    response.set(READ_ONLY);
    return renderEntryPage(this.consolePath);
  }

  @Post('sign-out')
  @HttpCode(303)
  async signOut(
    @Visitor() visitor: VisitorOf,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<void> {
    if (!isFromOwnPage(request.headers, this.config.publicUrl)) throw new ForeignFormError();
    const session = await this.sessions.findIfAny(this.cookie.read(request) ?? '');
    if (session !== undefined) {
      const { id, tenant, adminEmail } = session;
      await this.sessions.end({ type: 'admin', name: adminEmail, ...visitor }, tenant.id, id);
    }
    this.cookie.clear(response);
    response.set({ 'Cache-Control': 'no-store', Location: this.consolePath });
  }

  /** The guide that failures refer to; for everybody, since it holds nothing of a tenant. */
  @Get('help/entra')
  help(@Res({ passthrough: true }) response: Response): string {
    response.set(READ_ONLY);
    return (this.helpPage ??= renderHelpPage());
  }

  @All(['', 'enter/:secret', 'help/entra'])
  refuseOnPage(): never {
    throw new MethodNotAllowedError(['GET', 'HEAD']);
  }

  @All('sign-out')
  refuseOnSignOut(): never {
    throw new MethodNotAllowedError(['POST']);
  }

  /** The files of the program, and its page for every other address below: the program knows what stands there. */
  @Get('*path')
  async file(
    @Param('path') segments: readonly string[],
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const { program } = this;
    const path = segments.join('/');
    const file = await program?.findFile(path, request.headers['accept-encoding']);
    if (program === undefined || (file === undefined && path.startsWith('assets/')))
      throw new NoSuchPageError();
    response.end(file === undefined ? await this.show(request, response) : send(response, file));
  }

  /** Links that nobody made are limited by address, as wrong tokens are. */
  private async open(secret: string, visitor: VisitorOf): Promise<string> {
    const address = visitor.address ?? '';
    await this.failures.refuseIfTooMany(address);
    try {
      return await this.sessions.open(secret, visitor);
    } catch (error) {
      if (error instanceof ConsoleLinkNotFoundError) await this.failures.count(address);
      throw error;
    }
  }
}

function send(response: Response, { headers, content }: ConsoleFile): Buffer | string {
  response.set(headers);
  return content;
}
