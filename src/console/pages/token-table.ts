import { describeRotation, statusOf, summarize } from '../../tenants/index.js';
import type { ApiTokenEntity } from '../../tenants/index.js';
import { escapeHtml } from './escape-html.js';
import { renderTime } from './render-time.js';

/** Revoked and expired ones stay in the database for ever; the page shows the latest of them. */
const MAX_SHOWN = 50;

/**
 * The part of a page that shows the API tokens of a tenant: what works first, then the rest, newest first.
 *
 * @param tokens - All of the tenant, newest first.
 */
export function renderTokenTable(tokens: readonly ApiTokenEntity[], now: Date): string {
  if (tokens.length === 0) return '<p class="muted">There is none yet.</p>';
  const isActive = (token: ApiTokenEntity): boolean => statusOf(token, now) === 'active';
  const sorted = [...tokens.filter(isActive), ...tokens.filter((token) => !isActive(token))];
  const rows = sorted.slice(0, MAX_SHOWN).map((token) => {
    const successor = tokens.find(({ id }) => id === token.replacedBy);
    const summary = summarize(token, describeRotation(token, successor, now), now);
    return `<tr${isActive(token) ? '' : ' class="over"'}>
<td>${escapeHtml(token.name)}</td>
<td data-label="Token"><code>${escapeHtml(token.display)}</code></td>
<td data-label="State">${escapeHtml(summary)}</td>
<td data-label="Last used">${token.lastUsedAt === null ? 'never' : renderTime(token.lastUsedAt)}</td>
</tr>`;
  });
  const rest = sorted.length - rows.length;
  return `<table>
<thead><tr><th>Name</th><th>Token</th><th>State</th><th>Last used</th></tr></thead>
<tbody>
${rows.join('\n')}
</tbody>
</table>${rest === 0 ? '' : `\n<p class="muted">And ${rest} more that work no longer.</p>`}`;
}
