import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { RequestLimits, SignInFailures } from '../auth/index.js';
import type { AuthenticatedClient } from './client-authenticator.js';
import { InvalidOAuthClientError } from './oauth-errors.js';

/** More clients than ask one instance for tokens within an hour. */
const MAX_CLIENTS = 10_000;

/**
 * How often clients may ask for tokens. Wrong secrets count by address, and delay only clients that this instance has
 * not met: an address of Entra ID sends the secrets of many tenants.
 */
@Injectable()
export class SignInLimits {
  private readonly met = new LRUCache<string, true>({ max: MAX_CLIENTS });

  constructor(
    private readonly failures: SignInFailures,
    private readonly requests: RequestLimits,
  ) {}

  /**
   * @param authenticate - Finds out whether the client is who it says.
   * @throws {@link RateLimitError}, and what `authenticate` throws.
   */
  async watch(
    clientId: string,
    address: string,
    authenticate: () => Promise<AuthenticatedClient>,
  ): Promise<AuthenticatedClient> {
    if (!this.met.has(clientId)) await this.failures.refuseIfTooMany(address);
    try {
      const authenticated = await authenticate();
      this.met.set(clientId, true);
      await this.requests.count(authenticated.client);
      return authenticated;
    } catch (error) {
      if (error instanceof InvalidOAuthClientError) await this.failures.count(address);
      throw error;
    }
  }
}
