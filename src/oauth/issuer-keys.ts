import { createLocalJWKSet } from 'jose';
import type { JSONWebKeySet, JWTVerifyGetKey } from 'jose';
import { GuardedFetchError } from './guarded-fetch.js';
import type { GuardedFetch } from './guarded-fetch.js';

/** For both documents of an issuer together, in milliseconds. */
const FETCH_TIMEOUT = 5_000;

/** A key that an issuer withdrew is refused after this time, in milliseconds. */
const MAX_AGE = 3_600_000;

/** An issuer is asked for a key that is not known at most once in this time, in milliseconds. */
const UNKNOWN_KEY_PAUSE = 60_000;

/** An issuer that could not be reached is left alone for this time, in milliseconds. */
const FAILURE_PAUSE = 10_000;

/** Only issuers that are registered are asked at all. */
const MAX_ISSUERS = 1_000;

const MAX_KEYS = 100;

interface Entry {
  /** When the fetch began. */
  readonly at: number;
  readonly keys: Promise<JSONWebKeySet>;
  failed: boolean;
}

/** The public keys of other issuers, as they publish them. Kept for an hour, in the memory of this instance. */
export class IssuerKeys {
  /** The one that was fetched the longest time ago first. */
  private readonly entries = new Map<string, Entry>();

  constructor(
    private readonly fetch: Pick<GuardedFetch, 'getJson'>,
    private readonly now: () => number = Date.now,
  ) {}

  /**
   * A way to the keys of an issuer for one verification. A key that is not among those that are known is fetched.
   *
   * @returns What jose asks for the key of a JWT. It throws {@link GuardedFetchError} when the issuer cannot be asked.
   */
  of(issuer: string): JWTVerifyGetKey {
    return async (header, token) => {
      const entry = this.entryOf(issuer, (age) => age > MAX_AGE);
      const keys = await entry.keys;
      const isKnown = header.kid === undefined || keys.keys.some(({ kid }) => kid === header.kid);
      const fresh = isKnown ? keys : await this.entryOf(issuer, (age) => age > UNKNOWN_KEY_PAUSE).keys;
      return createLocalJWKSet(fresh)(header, token);
    };
  }

  private entryOf(issuer: string, isStale: (age: number) => boolean): Entry {
    const known = this.entries.get(issuer);
    if (known !== undefined) {
      const age = this.now() - known.at;
      if (known.failed ? age < FAILURE_PAUSE : !isStale(age)) return known;
    }
    const entry: Entry = { at: this.now(), keys: this.load(issuer), failed: false };
    entry.keys.catch(() => {
      entry.failed = true;
    });
    this.entries.delete(issuer);
    this.entries.set(issuer, entry);
    for (const oldest of this.entries.keys()) {
      if (this.entries.size <= MAX_ISSUERS) break;
      this.entries.delete(oldest);
    }
    return entry;
  }

  private async load(issuer: string): Promise<JSONWebKeySet> {
    const deadline = AbortSignal.timeout(FETCH_TIMEOUT);
    const metadata = await this.fetch.getJson(
      `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
      deadline,
    );
    if (!isObject(metadata) || metadata.issuer !== issuer || typeof metadata.jwks_uri !== 'string') {
      throw new GuardedFetchError('its openid-configuration names another issuer, or no jwks_uri');
    }
    const set = await this.fetch.getJson(metadata.jwks_uri, deadline);
    if (
      !isObject(set) ||
      !Array.isArray(set.keys) ||
      set.keys.length > MAX_KEYS ||
      !set.keys.every(isObject)
    ) {
      throw new GuardedFetchError('its jwks_uri has no list of keys');
    }
    return set as unknown as JSONWebKeySet;
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
