import { ENTRA_STEPS } from './entra-steps.js';
import { escapeHtml } from './escape-html.js';
import { renderPage } from './page-shell.js';

/**
 * The page at `/console` for who is not signed in: how to connect Entra ID to this installation, and how to get in.
 *
 * @param tenantUrl - What Entra ID calls *Tenant URL*.
 */
export function renderGuidePage(tenantUrl: string): string {
  return renderPage({
    title: 'Connect Microsoft Entra ID',
    body: `<h1>Connect Microsoft Entra ID</h1>
<p class="muted">A console link from the operator of this installation opens the admin console of your tenant here. The operator makes one with <code>npm run admin -- console-link &lt;tenant&gt; --email &lt;address&gt;</code></p>
<section>
<h2>What goes into Entra's form</h2>
<dl>
<dt>Tenant URL</dt><dd><code>${escapeHtml(tenantUrl)}</code></dd>
<dt>Secret token</dt><dd>an API token of the tenant; the operator makes one with<br><code>npm run admin -- token create &lt;tenant&gt;</code></dd>
</dl>
</section>
${ENTRA_STEPS}`,
  });
}
