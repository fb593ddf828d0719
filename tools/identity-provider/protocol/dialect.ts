/**
 * The two ways in which Entra ID writes a PATCH: the one it uses by default, and the one that an
 * admin asks for by putting the flag `aadOptscim062020` behind the Tenant URL.
 */
export const DIALECTS = ['default', 'aadOptscim062020'] as const;

export type Dialect = (typeof DIALECTS)[number];
