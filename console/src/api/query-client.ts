import { QueryClient } from '@tanstack/react-query';
import { whenSignedOut } from './call';
import { Problem } from './problem';

/** What comes from the server, for the whole page. Refusals are not asked again; a server that is away is. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      retry: (count, error) =>
        count < 3 && error instanceof Problem && (error.status === 0 || error.status >= 502),
    },
  },
});

whenSignedOut(() => void queryClient.invalidateQueries({ queryKey: ['session'] }));
