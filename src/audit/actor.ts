/** Who does an administrative act, and from where. */
export interface Actor {
  /** The operator's key, a tenant's admin in the console, or the service itself. */
  readonly type: 'operator' | 'admin' | 'system';
  /** As far as it is known: the operator may name the person behind the key. */
  readonly name: string;
  /** The client's address; `null` for acts of the service itself. */
  readonly address: string | null;
  /** As the log and `X-Request-Id` have it; `null` for acts of the service itself. */
  readonly requestId: string | null;
}

/** The service itself, such as at its first start. */
export const SYSTEM: Actor = { type: 'system', name: 'system', address: null, requestId: null };
