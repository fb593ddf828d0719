import { QueryClient } from '@tanstack/react-query';
import { whenSignedOut } from './call';
import { whenUsed } from './presence';
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

const askSession = (): void => void queryClient.invalidateQueries({ queryKey: ['session'] });

whenSignedOut(askSession);

/** How often the server hears that somebody is there who asks for nothing, such as by filling a form in. */
const TELL_AFTER = 5 * 60_000;

let lastTold = Date.now();

whenUsed(() => {
  if (Date.now() - lastTold < TELL_AFTER) return;
  lastTold = Date.now();
  askSession();
});
