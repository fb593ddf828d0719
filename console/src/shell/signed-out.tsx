import { Anchor, Button, Code, List, Stack, Text, Title } from '@mantine/core';

/** For somebody without a session: how to get one. */
export function SignedOut({ wasSignedIn, onRetry }: { wasSignedIn: boolean; onRetry: () => void }) {
  return (
    <main style={{ maxWidth: '40rem', margin: '0 auto', padding: '4rem 1.25rem' }}>
      <Stack className="card" gap="md" p="xl">
        <Title order={1} size="h2">
          {wasSignedIn ? 'You are signed out' : 'Sign in by a console link'}
        </Title>
        <Text>
          {wasSignedIn
            ? 'A session ends when you sign out, after 30 minutes in which nobody uses it, and after 12 hours in any case.'
            : 'This console has no passwords. A link that works once, for 15 minutes, opens it.'}
        </Text>
        <List spacing="xs">
          <List.Item>
            In the product, open Global Settings and choose Provisioning. It opens the console for you.
          </List.Item>
          <List.Item>
            Or ask whoever runs this service for a link. They make one with{' '}
            <Code>npm run admin -- console-link</Code>.
          </List.Item>
        </List>
        <div>
          <Button variant="default" onClick={onRetry}>
            I have opened a link
          </Button>
        </div>
        <Text size="sm" c="dimmed">
          Only want to read how it works?{' '}
          <Anchor href="help/entra" underline="always">
            The guide for Microsoft Entra ID
          </Anchor>{' '}
          is open to everybody.
        </Text>
      </Stack>
    </main>
  );
}
