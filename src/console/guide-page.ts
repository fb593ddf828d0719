import { createHash } from 'node:crypto';

const STYLE = `
:root { color-scheme: light dark; --text: light-dark(#1c2330, #e8ebf2); --muted: light-dark(#566072, #a5aebf);
  --page: light-dark(#f5f7fb, #12161f); --card: light-dark(#fff, #1b212d); --line: light-dark(#d9dfea, #333c4d);
  --accent: light-dark(#1f5fd0, #86b0ff); }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--text); font: 16px/1.55 system-ui, sans-serif; }
main { max-width: 46rem; margin: 0 auto; padding: 3rem 1.25rem; }
h1 { font-size: 1.7rem; margin: 0 0 .25rem; } h2 { font-size: 1.1rem; margin: 0 0 .5rem; }
p { margin: 0 0 .75rem; } .muted { color: var(--muted); }
section { background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 1.25rem; margin-top: 1.25rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .4rem 1rem; margin: 0; }
dt { color: var(--muted); } dd { margin: 0; min-width: 0; }
code { font: .9em ui-monospace, monospace; overflow-wrap: anywhere; color: var(--accent); }
ol { margin: 0; padding-left: 1.25rem; } li { margin-bottom: .5rem; }
@media (max-width: 30rem) { dl { grid-template-columns: 1fr; gap: 0; } dd { margin-bottom: .6rem; } }
`;

/** Allows the page its own style and nothing else: no script, no frame, no third party. */
export const GUIDE_POLICY =
  `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; ` +
  `base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

/**
 * The page at `/console`: how to connect Entra ID to this installation, until there is a console to do it in.
 *
 * @param tenantUrl - What Entra ID calls *Tenant URL*.
 */
export function renderGuidePage(tenantUrl: string): string {
  const url = escapeHtml(tenantUrl);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Connect Microsoft Entra ID</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>Connect Microsoft Entra ID</h1>
<p class="muted">This version has no admin console yet. Everything is done in Entra and with the operator's command line.</p>
<section>
<h2>What goes into Entra's form</h2>
<dl>
<dt>Tenant URL</dt><dd><code>${url}</code></dd>
<dt>Secret token</dt><dd>an API token of the tenant; the operator makes one with<br><code>npm run admin -- token create &lt;tenant&gt;</code></dd>
</dl>
</section>
<section>
<h2>Steps</h2>
<ol>
<li>In Entra, open <b>Enterprise applications</b>, your application, <b>Provisioning</b>, and choose <b>Automatic</b>.</li>
<li>Fill in <b>Tenant URL</b> and <b>Secret token</b>, and press <b>Test Connection</b>.</li>
<li>Under <b>Mappings</b>, open <b>Provision Microsoft Entra ID Groups</b> and set <b>Enabled</b> to <b>No</b>.</li>
<li>Under <b>Provision Microsoft Entra ID Users</b>, map <code>userName</code> to <code>mail</code> and <code>externalId</code> to <code>objectId</code>.</li>
<li>Set <b>Provisioning Status</b> to <b>On</b>.</li>
</ol>
</section>
</main>
</body>
</html>
`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
