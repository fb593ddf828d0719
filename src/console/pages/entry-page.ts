import { escapeHtml } from './escape-html.js';
import { renderPage } from './page-shell.js';

/**
 * The page that a console link opens. It leads on by itself rather than by a redirect: after a redirect from the site
 * where the link was, browsers would not send a cookie that is for this site only.
 *
 * @param consolePath - The path of the console.
 */
export function renderEntryPage(consolePath: string): string {
  return renderPage({
    title: 'You are signed in',
    goesOnTo: consolePath,
    body: `<h1>You are signed in</h1>
<p><a href="${escapeHtml(consolePath)}">Go on to the console</a></p>`,
  });
}
