import { createHash } from 'node:crypto';
import { escapeHtml } from './escape-html.js';
import { STYLE } from './page-style.js';

const STYLE_DIGEST = createHash('sha256').update(STYLE).digest('base64');

/** What a page may do in a browser, and what a browser may keep of it. */
export type PageHeaders = Readonly<Record<string, string>>;

/** Of a page to be read: its own style and nothing else; no script, no form, no frame, no third party. */
export const READ_ONLY: PageHeaders = headersOf("'none'", 'no-referrer');

/**
 * Of a page with a form. Browsers send `Origin: null` with a form where nobody may know the referrer, and the form is
 * refused then.
 */
export const WITH_FORM: PageHeaders = headersOf("'self'", 'same-origin');

function headersOf(formAction: string, referrerPolicy: string): PageHeaders {
  return {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Security-Policy':
      `default-src 'none'; style-src 'sha256-${STYLE_DIGEST}'; base-uri 'none'; form-action ${formAction}; ` +
      `frame-ancestors 'none'`,
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': referrerPolicy,
    'Cache-Control': 'no-store',
  };
}

interface Page {
  readonly title: string;
  /** HTML: everything in it that is not ours is escaped. */
  readonly body: string;
  /** For tables. */
  readonly isWide?: boolean;
  /** A path to which the browser goes on at once. */
  readonly goesOnTo?: string;
}

/** Puts a body into the frame of all pages. */
export function renderPage({ title, body, isWide = false, goesOnTo }: Page): string {
  const refresh =
    goesOnTo === undefined ? '' : `<meta http-equiv="refresh" content="0; url=${escapeHtml(goesOnTo)}">\n`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
${refresh}<title>${escapeHtml(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<main${isWide ? ' class="wide"' : ''}>
${body}
</main>
</body>
</html>
`;
}
