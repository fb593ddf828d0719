import { Tabs } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { PageFrame } from '../../ui/page-frame';
import { AuditTrail } from './audit-trail';
import { DangerZone } from './danger-zone';
import { Extensions } from './extensions';
import { GeneralSettings } from './general-settings';

const route = getRouteApi('/settings');

export function SettingsPage() {
  const { tab = 'general' } = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <PageFrame title="Settings">
      <Tabs
        value={tab}
        keepMounted={false}
        onChange={(value) =>
          void navigate({ search: value === null || value === 'general' ? {} : { tab: value } })
        }
      >
        <Tabs.List mb="md">
          <Tabs.Tab value="general">General</Tabs.Tab>
          <Tabs.Tab value="extensions">Extension attributes</Tabs.Tab>
          <Tabs.Tab value="audit">Audit trail</Tabs.Tab>
          <Tabs.Tab value="danger">Danger zone</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="general">
          <GeneralSettings />
        </Tabs.Panel>
        <Tabs.Panel value="extensions">
          <Extensions />
        </Tabs.Panel>
        <Tabs.Panel value="audit">
          <AuditTrail />
        </Tabs.Panel>
        <Tabs.Panel value="danger">
          <DangerZone />
        </Tabs.Panel>
      </Tabs>
    </PageFrame>
  );
}
