import { Group, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { askAgainSoon } from '../../api/apply-live';
import type { Connect, LogLine } from '../../api/contract';
import { useLive } from '../../api/live';
import { LinkAnchor } from '../../ui/route-link';
import { Ago } from '../../ui/when';

/** Waits for the first request, and says so when it has come or was refused. */
export function FirstRequest({ connect, testButton }: { connect: Connect; testButton: string }) {
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
    <section className={isRefused ? 'card bad' : 'card'} aria-label="First request" aria-live="polite">
      <Group wrap="nowrap" align="flex-start" gap="md">
        {isRefused ? (
          <IconAlertTriangle className="bad-text" aria-hidden style={{ flex: 'none' }} />
        ) : firstRequest !== null ? (
          <IconCircleCheck className="good" aria-hidden style={{ flex: 'none' }} />
        ) : (
          <span className="pulse wait" aria-hidden style={{ marginTop: 7 }} />
        )}
        <div style={{ minWidth: 0 }}>
          {isRefused ? (
            <>
              <Text fw={600} className="bad-text">
                A request was refused
              </Text>
              <Text size="sm">{lastRefusal.words}</Text>
              <Text size="sm" c="dimmed">
                <Ago at={lastRefusal.at} />
              </Text>
            </>
          ) : firstRequest !== null ? (
            <>
              <Text fw={600} className="good">
                Connected: the first request has arrived
              </Text>
              <Text size="sm">
                {firstRequest.meaning}, <Ago at={firstRequest.at} />.{' '}
                <LinkAnchor to="/log" underline="always">
                  Show the log
                </LinkAnchor>
              </Text>
            </>
          ) : (
            <>
              <Text fw={600}>Waiting for the first request</Text>
              <Text size="sm" c="dimmed">
                Press {testButton}. This turns green by itself as soon as the request arrives.
              </Text>
            </>
          )}
        </div>
      </Group>
    </section>
  );
}
