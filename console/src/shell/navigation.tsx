import { NavLink, Stack, Text } from '@mantine/core';
import { createLink } from '@tanstack/react-router';
import {
  IconActivity,
  IconGauge,
  IconKey,
  IconPlugConnected,
  IconSettings,
  IconUsers,
  IconUsersGroup,
} from '@tabler/icons-react';
import { useSession } from '../api/session';

const RouteNavLink = createLink(NavLink<'a'>);

const PAGES = [
  { to: '/', name: 'Overview', Icon: IconGauge },
  { to: '/connect', name: 'Connect', Icon: IconPlugConnected },
  { to: '/tokens', name: 'API tokens', Icon: IconKey },
  { to: '/log', name: 'Provisioning log', Icon: IconActivity },
  { to: '/people', name: 'People', Icon: IconUsers },
  { to: '/groups', name: 'Groups', Icon: IconUsersGroup },
  { to: '/settings', name: 'Settings', Icon: IconSettings },
] as const;

export function Navigation({ onFollow }: { onFollow: () => void }) {
  const { tenant, region } = useSession();
  return (
    <Stack gap={2}>
      <div style={{ padding: '0.25rem 0.75rem 0.75rem' }}>
        <Text fw={600} lineClamp={2}>
          {tenant.name}
        </Text>
        <Text size="xs" c="dimmed">
          {tenant.slug} · region {region}
        </Text>
      </div>
      {PAGES.map(({ to, name, Icon }) => (
        <RouteNavLink
          key={to}
          to={to}
          className="nav-link"
          activeOptions={{ exact: to === '/', includeSearch: false }}
          label={name}
          leftSection={<Icon size={18} aria-hidden />}
          onClick={onFollow}
        />
      ))}
    </Stack>
  );
}
