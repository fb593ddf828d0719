import { ActionIcon, Menu, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { IconDevices, IconHelp, IconLogout, IconUser } from '@tabler/icons-react';
import { placeUrl } from '../api/addresses';
import { call } from '../api/call';
import { roleName, useSession } from '../api/session';
import { Ago } from '../ui/when';

/** Who is signed in, and the way out. */
export function AccountMenu() {
  const { adminEmail, role, tenant, expiresAt, helpUrl } = useSession();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const signOut = useMutation({
    mutationFn: () => call('/session', { method: 'DELETE' }),
    onSuccess: () => {
      queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' });
      return queries.invalidateQueries({ queryKey: ['session'] });
    },
  });
  return (
    <Menu position="bottom-end" width={264} withinPortal>
      <Menu.Target>
        <ActionIcon variant="default" size="lg" aria-label="Your account" loading={signOut.isPending}>
          <IconUser size={18} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label c="inherit" component="div">
          <Text size="sm" fw={600}>
            {adminEmail}
          </Text>
          <Text size="xs" c="dimmed">
            {roleName(role)} of {tenant.name}. The session ends <Ago at={expiresAt} /> at the latest.
          </Text>
        </Menu.Label>
        <Menu.Divider />
        <Menu.Item
          leftSection={<IconDevices size={16} aria-hidden />}
          onClick={() => void navigate({ to: '/sessions' })}
        >
          Sessions
        </Menu.Item>
        <Menu.Item
          component="a"
          href={placeUrl(helpUrl)}
          target="_blank"
          rel="noreferrer"
          leftSection={<IconHelp size={16} aria-hidden />}
        >
          Guide
        </Menu.Item>
        <Menu.Item leftSection={<IconLogout size={16} aria-hidden />} onClick={() => signOut.mutate()}>
          Sign out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
