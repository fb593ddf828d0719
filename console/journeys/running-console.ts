import type { Browser } from 'playwright-core';
import { locateConsole } from '../../src/console/index.js';
import { ApiTokensService, DEFAULT_SCOPES, TenantsService } from '../../src/tenants/index.js';
import type { TenantSettings } from '../../src/tenants/index.js';
import { SYSTEM } from '../../src/audit/index.js';
import { ConsoleClient } from '../../test/harness/console-client.js';
import { ConsoleVisitor } from '../../test/harness/console-visitor.js';
import { openThings } from '../../test/harness/open-things.js';
import { RunningApp } from '../../test/harness/running-app.js';
import { findFreePort } from '../../test/harness/server-process.js';
import { launch } from './browser.js';
import { IdentityProvider } from './identity-provider.js';
import { Visit } from './visit.js';
import type { Look } from './visit.js';

export type Role = 'owner' | 'token-manager' | 'auditor';

/** Who is signed in when nobody is named. */
const ADMIN = 'ada@contoso.example';

/** A tenant without anything in it. */
export interface EmptyTenant {
  readonly tenantId: string;
  readonly slug: string;
  /** Its admin, as far as the API can tell, for what a journey does not do by itself. */
  readonly admin: ConsoleClient;
}

/** The real service with the built console, and a browser before it. */
export class RunningConsole {
  private constructor(
    readonly app: RunningApp,
    private readonly browser: Browser,
    private readonly forget: () => void,
  ) {}

  static async start(): Promise<RunningConsole> {
    const folder = locateConsole();
    if (folder === undefined) throw new Error('The console is not built: npm run build:console');
    // The page and its API have one address, which stands in what admins copy.
    const port = await findFreePort();
    const app = await RunningApp.start(
      { port, publicUrl: `http://127.0.0.1:${port}` },
      undefined,
      undefined,
      folder,
    );
    return new RunningConsole(app, await launch(), openThings.note('a browser'));
  }

  async stop(): Promise<void> {
    await this.browser.close();
    this.forget();
    await this.app.stop();
  }

  async newTenant(slug: string, name = slug, settings: Partial<TenantSettings> = {}): Promise<EmptyTenant> {
    const { id } = await this.app.app.nest.get(TenantsService).create(SYSTEM, slug, name, settings);
    return {
      tenantId: id,
      slug,
      admin: await ConsoleClient.enter(this.app, slug, { adminEmail: ADMIN }),
    };
  }

  /** The identity-provider tool with a new token of a tenant. */
  async connect({ tenantId }: EmptyTenant, tokenName = 'Entra ID'): Promise<IdentityProvider> {
    const { token } = await this.app.app.nest
      .get(ApiTokensService)
      .issue(tenantId, SYSTEM, { name: tokenName, scopes: DEFAULT_SCOPES, expiresInDays: 365 });
    return this.identityProvider(token);
  }

  identityProvider(token: string): IdentityProvider {
    return new IdentityProvider(`${this.app.url}/api/v1/scim`, token);
  }

  /** A browser in which somebody is signed in. */
  async enter(
    { slug }: Pick<EmptyTenant, 'slug'>,
    look: Look,
    role: Role = 'owner',
    adminEmail = ADMIN,
  ): Promise<Visit> {
    const { cookie } = await ConsoleVisitor.enter(this.app, slug, { adminEmail, role });
    return this.visit(look, cookie);
  }

  /** A browser in which nobody is signed in, unless a cookie says so. */
  async visit(look: Look, cookie?: string): Promise<Visit> {
    return Visit.start(this.browser, `${this.app.url}/console/`, look, cookie);
  }

  /** A new console link, as the operator hands it out. */
  async linkInto({ slug }: EmptyTenant, role: Role = 'owner', adminEmail = ADMIN): Promise<string> {
    return this.app.url + (await ConsoleVisitor.linkPathOf(this.app, slug, { adminEmail, role }));
  }
}
