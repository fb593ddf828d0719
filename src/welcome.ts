import { scimBaseUrl } from '../config/index.js';
import type { Config } from '../config/index.js';
import type { App } from './create-app.js';

import { SYSTEM } from './audit/index.js';
import { ApiTokensService, DEFAULT_SCOPES, TenantsService } from './tenants/index.js';

const DEMO = 'demo';

/**
 * What the first screen says. On the first start of the embedded database that is a tenant to try things with, and
 * its token, this once.
 */
export async function welcome({ nest }: App, config: Config): Promise<string> {
  const tenants = nest.get(TenantsService);
  const tenantUrl = scimBaseUrl(config);
  if (config.database.kind === 'server')
    return block([['Tenant URL', tenantUrl]], howToMakeToken('<tenant>'));

  const [first] = await tenants.list(1);
  if (first !== undefined) return block([['Tenant URL', tenantUrl]], howToMakeToken(first.slug));

  const tenant = await tenants.create(SYSTEM, DEMO, 'Demo');
  const { token } = await nest.get(ApiTokensService).issue(tenant.id, SYSTEM, {
    name: 'First start',
    scopes: DEFAULT_SCOPES,
    expiresInDays: 365,
  });
  return block(
    [
      ['Tenant URL', tenantUrl],
      ['Secret token', token],
      ['Admin console', `${config.publicUrl}/console`],
    ],
    'The token is shown this once. It belongs to the tenant "demo" and expires in 365 days.\n' +
      howToMakeToken(DEMO),
  );
}

function howToMakeToken(slug: string): string {
  return `To make a new token: npm run admin -- token create ${slug}`;
}

function block(fields: readonly (readonly [string, string])[], text: string): string {
  const width = Math.max(...fields.map(([name]) => name.length));
  const lines = fields.map(([name, value]) => `  ${name.padEnd(width)}  ${value}`);
  const indented = text.split('\n').map((line) => `  ${line}`);
  return `\n${lines.join('\n')}\n\n${indented.join('\n')}\n\n`;
}
