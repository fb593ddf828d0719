/** What *Test connection* says: it worked, or why it did not and what to do about it. */
export type ConnectionResult = { readonly ok: true } | ConnectionFault;

export interface ConnectionFault {
  readonly ok: false;
  /** Entra's error code. */
  readonly code: string;
  /** What happened, in one sentence. */
  readonly problem: string;
  /** What to do about it. */
  readonly advice: string;
}

export const REFUSED = 'SystemForCrossDomainIdentityManagementCredentialValidationFailure';
export const UNAVAILABLE = 'SystemForCrossDomainIdentityManagementCredentialValidationUnavailable';

export function faultOf(code: string, problem: string, advice: string): ConnectionFault {
  return { ok: false, code, problem, advice };
}
