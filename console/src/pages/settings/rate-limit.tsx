import { Text } from '@mantine/core';
import type { Settings } from '../../api/contract';

/** How fast each token may be; for the operator to change, and for everybody to know. */
export function RateLimit({ limit }: { limit: Settings['rateLimit'] }) {
  return (
    <div>
      <Text size="sm" fw={500}>
        Rate limit
      </Text>
      <Text size="sm">
        {limit === null
          ? 'Each token may send as many requests as this installation allows everybody.'
          : `Each token may send ${limit.perSecond} requests a second, and ${limit.burst} at once after a pause.`}
      </Text>
      <Text size="sm" c="dimmed">
        What comes beyond is answered with 429. Nothing is lost: identity providers wait as long as the answer
        says, and send again. The operator of this installation changes the limit; ask for more if it happens
        every day.
      </Text>
    </div>
  );
}
