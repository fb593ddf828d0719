import { queryOptions } from '@tanstack/react-query';
import { call } from '../../api/call';
import type { Token } from '../../api/contract';

export const tokensQuery = queryOptions({
  queryKey: ['tokens'],
  queryFn: ({ signal }) => call<{ items: readonly Token[] }>('/tokens', { signal }),
  refetchInterval: 60_000,
});
