import { Tabs } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { PageFrame } from '../../ui/page-frame';
import { OAuthClients } from './oauth-clients';
import { TokenList } from './token-list';

const route = getRouteApi('/tokens');

export function TokensPage() {
  const { tab = 'tokens' } = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <PageFrame
      title="API tokens"
      about="What your identity provider proves itself with: a token, or an OAuth client with a secret or a federation."
    >
      <Tabs
        value={tab}
        keepMounted={false}
        onChange={(value) =>
          void navigate({ search: value === null || value === 'tokens' ? {} : { tab: value } })
        }
      >
        <Tabs.List mb="md">
          <Tabs.Tab value="tokens">API tokens</Tabs.Tab>
          <Tabs.Tab value="oauth">OAuth clients and federation</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="tokens">
          <TokenList />
        </Tabs.Panel>
        <Tabs.Panel value="oauth">
          <OAuthClients />
        </Tabs.Panel>
      </Tabs>
    </PageFrame>
  );
}
