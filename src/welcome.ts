import { scimBaseUrl } from '../config/index.js';
import type { Config } from '../config/index.js';
import type { App } from './create-app.js';

import { SYSTEM } from './audit/index.js';
import { ConsoleLinksService } from './console-access/index.js';
import { ApiTokensService, DEFAULT_SCOPES, TenantsService } from './tenants/index.js';

const DEMO = 'demo';

const DEMO_ADMIN = { adminEmail: 'admin@demo.test', role: 'owner' } as const;

/**
 * What the first screen says. On the first start of the embedded database that is a tenant to try things with, and
 * its token and a link into its console, this once.
 */
export async function welcome({ nest }: App, config: Config): Promise<string> {
  const tenants = nest.get(TenantsService);
  const tenantUrl = scimBaseUrl(config);
  if (config.database.kind === 'server') return welcomeToServer(config);

  const [first] = await tenants.list(1);
  if (first !== undefined) return block([['Tenant URL', tenantUrl]], whatToDoNext(first.slug));

  const tenant = await tenants.create(SYSTEM, DEMO, 'Demo');
  const { token } = await nest.get(ApiTokensService).issue(tenant.id, SYSTEM, {
    name: 'First start',
    scopes: DEFAULT_SCOPES,
    expiresInDays: 365,
  });
  const { url } = await nest.get(ConsoleLinksService).issue(tenant.id, SYSTEM, DEMO_ADMIN);
  return block(
    [
      ['Tenant URL', tenantUrl],
      ['Secret token', token],
      ['Admin console', url],
    ],
    'Token and link are shown this once. Both belong to the tenant "demo". The token expires in 365 days; the link\n' +
      'opens the console once, within 15 minutes.\n' +
      whatToDoNext(DEMO),
  );
}

/** What it says on a database server, where nothing is made by itself. */
export function welcomeToServer(config: Config): string {
  return block([['Tenant URL', scimBaseUrl(config)]], whatToDoNext('<tenant>'));
}

function whatToDoNext(slug: string): string {
  return (
    `To make a new token:  npm run admin -- token create ${slug}\n` +
    `To open the console:  npm run admin -- console-link ${slug} --email you@example.com`
  );
}

function block(fields: readonly (readonly [string, string])[], text: string): string {
  const width = Math.max(...fields.map(([name]) => name.length));
  const lines = fields.map(([name, value]) => `  ${name.padEnd(width)}  ${value}`);
  const indented = text.split('\n').map((line) => `  ${line}`);
  return `\n${lines.join('\n')}\n\n${indented.join('\n')}\n\n`;
}
