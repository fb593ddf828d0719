import { queryOptions } from '@tanstack/react-query';
import { call } from '../../api/call';
import type { Token } from '../../api/contract';
import { withLastUses } from '../../api/token-uses';

export const tokensQuery = queryOptions({
  queryKey: ['tokens'],
  queryFn: async ({ signal }) => withLastUses(await call<{ items: readonly Token[] }>('/tokens', { signal })),
  refetchInterval: 60_000,
});
