import { queryOptions } from '@tanstack/react-query';
import { call } from '../../api/call';
import type { Settings } from '../../api/contract';

export const settingsQuery = queryOptions({
  queryKey: ['settings'],
  queryFn: ({ signal }) => call<Settings>('/settings', { signal }),
});
