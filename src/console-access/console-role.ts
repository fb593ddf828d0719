/** What a tenant's admin may do in the console: everything, look after API tokens, or look. */
export const CONSOLE_ROLES = ['owner', 'token-manager', 'auditor'] as const;

export type ConsoleRole = (typeof CONSOLE_ROLES)[number];
