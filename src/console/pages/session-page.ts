import type { ConsoleRole, ConsoleSession } from '../../console-access/index.js';
import type { ApiTokenEntity, TenantStatus } from '../../tenants/index.js';
import { ENTRA_STEPS } from './entra-steps.js';
import { escapeHtml } from './escape-html.js';
import { renderPage } from './page-shell.js';
import { renderTime } from './render-time.js';
import { renderTokenTable } from './token-table.js';

const ROLES: Readonly<Record<ConsoleRole, string>> = {
  owner: 'owner',
  'token-manager': 'token manager',
  auditor: 'auditor',
};

/** What stands above everything else when the tenant is not as it should be. */
const WARNINGS: Readonly<Record<TenantStatus, string>> = {
  active: '',
  suspended: `<section class="warning">
<h2>This tenant is suspended</h2>
<p>Its tokens are refused, so nothing is provisioned. Nothing is deleted. Ask the operator of this installation why, and to resume it.</p>
</section>`,
  deleting: `<section class="warning">
<h2>This tenant is being deleted</h2>
<p>Everybody in it goes with it, and its tokens are refused. Stop provisioning to it in Entra ID.</p>
</section>`,
};

interface SessionPage {
  readonly session: ConsoleSession;
  /** All API tokens of the session's tenant, newest first. */
  readonly tokens: readonly ApiTokenEntity[];
  /** What Entra ID calls *Tenant URL*. */
  readonly tenantUrl: string;
  readonly consolePath: string;
}

/** The page at `/console` for an admin who is signed in. */
export function renderSessionPage(
  { session, tokens, tenantUrl, consolePath }: SessionPage,
  now: Date,
): string {
  const { tenant, adminEmail, role, expiresAt } = session;
  return renderPage({
    title: `${tenant.name} – admin console`,
    isWide: true,
    body: `<header>
<div>
<h1>${escapeHtml(tenant.name)}</h1>
<p class="muted">Signed in as ${escapeHtml(adminEmail)}, ${ROLES[role]}</p>
</div>
<form method="post" action="${escapeHtml(consolePath)}/sign-out"><button>Sign out</button></form>
</header>
${WARNINGS[tenant.status]}
<section>
<h2>What goes into Entra's form</h2>
<dl>
<dt>Tenant URL</dt><dd><code>${escapeHtml(tenantUrl)}</code></dd>
<dt>Secret token</dt><dd>an API token; each was shown once, when it was made. The operator makes another with<br><code>npm run admin -- token create ${escapeHtml(tenant.slug)}</code></dd>
</dl>
</section>
<section>
<h2>API tokens</h2>
${renderTokenTable(tokens, now)}
</section>
${ENTRA_STEPS}
<footer class="muted">You are signed out after 30 minutes without a request, and at ${renderTime(expiresAt)} in any case.</footer>`,
  });
}
