import { queryOptions, useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { call } from './call';
import type { Role, Session } from './contract';

const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: ({ signal }) => call<Session>('/session', { signal }),
  staleTime: 60_000,
});

/** The session of somebody who is signed in; the shell shows no page before it is there. */
export function useSession(): Session {
  return useSuspenseQuery(sessionQuery).data;
}

export function useSessionState() {
  return useQuery(sessionQuery);
}

/** Files for auditors have no names in them, so everybody may export. */
type Act = 'manage-tokens' | 'replay-dry' | 'replay-real' | 'find-names' | 'settings' | 'connect';

const MAY: Readonly<Record<Role, readonly Act[]>> = {
  owner: ['manage-tokens', 'replay-dry', 'replay-real', 'find-names', 'settings', 'connect'],
  'token-manager': ['manage-tokens', 'replay-dry', 'find-names', 'connect'],
  auditor: [],
};

const NAMES: Readonly<Record<Role, string>> = {
  owner: 'Owner',
  'token-manager': 'Token manager',
  auditor: 'Auditor',
};

export function roleName(role: Role): string {
  return NAMES[role];
}

/**
 * Whether the role may do something, for the page only: the server decides by itself.
 *
 * @returns Why not, in words; `undefined` when it may.
 */
export function useRefusal(act: Act): string | undefined {
  const { role } = useSession();
  if (MAY[role].includes(act)) return undefined;
  const who = act === 'settings' || act === 'replay-real' ? 'an owner' : 'an owner or a token manager';
  return `You are signed in as ${NAMES[role].toLowerCase()}. Only ${who} can do this.`;
}
