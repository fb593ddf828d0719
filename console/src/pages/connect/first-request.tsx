import { Group, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { askAgainSoon } from '../../api/apply-live';
import type { Connect, LogLine } from '../../api/contract';
import { useLive } from '../../api/live';
import { useSession } from '../../api/session';
import { GuideLink } from '../../ui/guide-link';
import { LinkAnchor } from '../../ui/route-link';
import { Ago } from '../../ui/when';
import type { Product } from './products';

interface FirstRequestProps {
  readonly connect: Connect;
  readonly product: Product;
}

/** Waits for the first request, and says so when it has come or was refused. */
export function FirstRequest({ connect, product }: FirstRequestProps) {
  const queries = useQueryClient();
  const onRequest = useCallback(
    ({ at, method, route, status, meaning, outcome }: LogLine) => {
      // What the event tells is shown at once; the server is asked for the rest.
      if (outcome === 'success') {
        queries.setQueryData<Connect>(
          ['connect'],
          (old) =>
            old && {
              ...old,
              firstRequest: old.firstRequest ?? { at, method, route, status, meaning },
              lastRefusal: null,
            },
        );
      }
      askAgainSoon(['connect'], 300);
    },
    [queries],
  );
  useLive('request', onRequest);
  const { firstRequest, lastRefusal } = connect;
  const isRefused = lastRefusal !== null;
  return (
    <section className={isRefused ? 'card bad' : 'card'} aria-label="First request">
      <Group wrap="nowrap" align="flex-start" gap="md">
        {isRefused ? (
          <IconAlertTriangle className="bad-text" aria-hidden style={{ flex: 'none' }} />
        ) : firstRequest !== null ? (
          <IconCircleCheck className="good" aria-hidden style={{ flex: 'none' }} />
        ) : (
          <span className="pulse wait" aria-hidden style={{ marginTop: 7 }} />
        )}
        <div style={{ minWidth: 0 }}>
          <div aria-live="polite">
            {isRefused ? (
              <>
                <Text fw={600} className="bad-text">
                  A request was refused
                </Text>
                <Text size="sm">{lastRefusal.words}</Text>
                <GuideLink place={lastRefusal.help} />
              </>
            ) : firstRequest !== null ? (
              <>
                <Text fw={600} className="good">
                  Connected: the first request has arrived
                </Text>
                <Text size="sm">{firstRequest.meaning}</Text>
              </>
            ) : (
              <>
                <Text fw={600}>Waiting for the first request</Text>
                <Text size="sm" c="dimmed">
                  Press {product.testButton}. This turns green by itself as soon as the request arrives.
                </Text>
              </>
            )}
          </div>
          <Beside connect={connect} product={product} />
        </div>
      </Group>
    </section>
  );
}

/** What is not read out when it changes: how long ago it was, and what to do when nothing comes. */
function Beside({ connect: { firstRequest, lastRefusal }, product }: FirstRequestProps) {
  const { region } = useSession();
  const latest = lastRefusal ?? firstRequest;
  if (latest === null) {
    return (
      <Text size="sm" c="dimmed" mt={4}>
        Nothing comes, and {product.called} says that the token belongs to another region? A token for this
        Tenant URL begins with <code>fls_{region}_</code>;{' '}
        <LinkAnchor to="/connect" search={{ with: product.id, step: 2 }} inherit underline="always">
          make one here
        </LinkAnchor>
        .
      </Text>
    );
  }
  return (
    <Text size="sm" c="dimmed">
      <Ago at={latest.at} />
      {lastRefusal === null && (
        <>
          {' · '}
          <LinkAnchor to="/log" inherit underline="always">
            Show the log
          </LinkAnchor>
        </>
      )}
    </Text>
  );
}
