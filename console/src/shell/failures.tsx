import { Text } from '@mantine/core';
import { PageFrame } from '../ui/page-frame';
import { ProblemAlert } from '../ui/problem-alert';
import { LinkButton } from '../ui/route-link';

export function PageFailure({ error, reset }: { error: unknown; reset: () => void }) {
  return (
    <PageFrame title="This page could not be shown">
      <ProblemAlert error={error} onRetry={reset} />
    </PageFrame>
  );
}

export function NotFound() {
  return (
    <PageFrame title="There is no such page">
      <Text>The address may be mistyped, or what it named is gone.</Text>
      <div>
        <LinkButton to="/">Go to the overview</LinkButton>
      </div>
    </PageFrame>
  );
}
