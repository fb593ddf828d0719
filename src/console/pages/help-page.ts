import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Marked } from 'marked';
import { escapeHtml } from './escape-html.js';
import { packageFolder } from './package-folder.js';
import { renderPage } from './page-shell.js';

/** Renders the guide for Entra ID; each heading is an anchor, which failures refer to. */
export function renderHelpPage(): string {
  const text = readFileSync(join(packageFolder(), 'docs', 'entra.md'), 'utf8');
  const marked = new Marked({ async: false, gfm: true });
  marked.use({
    renderer: {
      heading({ tokens, depth, text: words }) {
        return `<h${depth} id="${escapeHtml(anchorOf(words))}">${this.parser.parseInline(tokens)}</h${depth}>\n`;
      },
      // Other documents of the repository are not served.
      link({ href, tokens }) {
        const shown = this.parser.parseInline(tokens);
        return /^(https:|#)/.test(href) ? `<a href="${escapeHtml(href)}">${shown}</a>` : shown;
      },
    },
  });
  return renderPage({
    title: 'Microsoft Entra ID',
    body: marked.parse(text, { async: false }),
    isWide: true,
  });
}

/** As GitHub makes it of a heading. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');
}
