import { AppShell, Burger, Group, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Outlet } from '@tanstack/react-router';
import { Suspense } from 'react';
import { applyGap, applyPerson, applyTokenUse } from '../api/apply-live';
import { useLive } from '../api/live';
import { Problem } from '../api/problem';
import { useSessionState } from '../api/session';
import { ProblemAlert } from '../ui/problem-alert';
import { Loading } from '../ui/states';
import { AccountMenu } from './account-menu';
import { ColorSchemeSwitch } from './color-scheme-switch';
import { LiveMark } from './live-mark';
import { Navigation } from './navigation';
import { SignedOut } from './signed-out';
import { TenantWarning } from './tenant-warning';

export function Shell() {
  const { data, error, isPending, refetch } = useSessionState();
  if (error instanceof Problem && error.status === 401) {
    return <SignedOut wasSignedIn={data !== undefined} onRetry={() => void refetch()} />;
  }
  if (isPending || data === undefined) {
    return (
      <main style={{ maxWidth: '40rem', margin: '4rem auto', padding: '0 1.25rem' }}>
        {isPending ? <Loading /> : <ProblemAlert error={error} onRetry={() => void refetch()} />}
      </main>
    );
  }
  return <SignedInShell />;
}

function SignedInShell() {
  const [isOpen, { toggle, close }] = useDisclosure();
  useLive('person', applyPerson);
  useLive('token-use', applyTokenUse);
  useLive('gap', applyGap);
  return (
    <>
      <a className="skip" href="#content" onClick={skipToContent}>
        Skip to the content
      </a>
      <AppShell
        header={{ height: 56 }}
        navbar={{ width: 232, breakpoint: 'sm', collapsed: { mobile: !isOpen } }}
        padding="lg"
        styles={{
          header: { background: 'var(--console-card)' },
          navbar: { background: 'var(--console-card)' },
        }}
      >
        <AppShell.Header>
          <Group h="100%" px="md" justify="space-between" wrap="nowrap" gap="xs">
            <Group gap="xs" wrap="nowrap" miw={0}>
              <Burger
                opened={isOpen}
                onClick={toggle}
                hiddenFrom="sm"
                size="sm"
                aria-label={isOpen ? 'Close the menu' : 'Open the menu'}
                aria-expanded={isOpen}
              />
              <Text fw={650} className="cut">
                Provisioning console
              </Text>
            </Group>
            <Group gap="xs" wrap="nowrap">
              <LiveMark />
              <ColorSchemeSwitch />
              <AccountMenu />
            </Group>
          </Group>
        </AppShell.Header>
        <AppShell.Navbar p="sm" aria-label="Pages" className={isOpen ? undefined : 'navbar-closed'}>
          <Navigation onFollow={close} />
        </AppShell.Navbar>
        <AppShell.Main id="content" tabIndex={-1}>
          <Stack maw="72rem" mx="auto" gap="lg">
            <TenantWarning />
            <Suspense fallback={<Loading />}>
              <Outlet />
            </Suspense>
          </Stack>
        </AppShell.Main>
      </AppShell>
    </>
  );
}

/** The page has a `<base>`, against which a bare fragment would be resolved. */
function skipToContent(event: { preventDefault: () => void }): void {
  event.preventDefault();
  document.querySelector<HTMLElement>('#content')?.focus();
}
