import type { HistoryEntry } from '../../api/contract';
import { LinkAnchor } from '../../ui/route-link';

/** Whose changes came as SCIM requests: what admins, operators and imports do stands in no line of the log. */
const SENT_BY: readonly HistoryEntry['actor']['type'][] = ['api-token', 'oauth-client'];

/** Leads to the request that made a change, behind who made it; nothing where there was none. */
export function RequestBehind({ actor, requestId }: Pick<HistoryEntry, 'actor' | 'requestId'>) {
  if (!SENT_BY.includes(actor.type)) return null;
  return (
    <>
      {' · '}
      <LinkAnchor to="/log" search={{ requestId }} size="sm" underline="always">
        request
      </LinkAnchor>
    </>
  );
}
