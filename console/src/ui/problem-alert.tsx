import { Button, Group, List, Text } from '@mantine/core';
import { Problem } from '../api/problem';
import { GuideLink } from './guide-link';
import { Note } from './note';

/** What went wrong, what to do next, and where to read on. */
export function ProblemAlert({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  if (error === null || error === undefined) return null;
  const problem = error instanceof Problem ? error : undefined;
  return (
    <Note tone="bad" role="alert" title={problem?.status === 0 ? 'No connection' : 'That did not work'}>
      <Text size="sm">
        {problem?.message ??
          'Something in this page failed. Load it again; if it stays so, tell your operator.'}
      </Text>
      {problem !== undefined && problem.errors.length > 0 && (
        <List size="sm" mt="xs">
          {problem.errors.map(({ field, problem: words }) => (
            <List.Item key={field}>
              <code>{field}</code> {words}
            </List.Item>
          ))}
        </List>
      )}
      {(problem?.help !== undefined || onRetry !== undefined) && (
        <Group mt="xs" gap="md">
          {onRetry && (
            <Button size="compact-sm" variant="default" onClick={onRetry}>
              Try again
            </Button>
          )}
          {problem?.help !== undefined && <GuideLink place={problem.help} />}
        </Group>
      )}
    </Note>
  );
}
