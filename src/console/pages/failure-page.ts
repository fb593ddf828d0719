import { escapeHtml } from './escape-html.js';
import { renderPage } from './page-shell.js';

/** A page that says what is wrong and what to do. */
export function renderFailurePage(title: string, detail: string): string {
  return renderPage({ title, body: `<h1>${escapeHtml(title)}</h1>\n<p>${escapeHtml(detail)}</p>` });
}
