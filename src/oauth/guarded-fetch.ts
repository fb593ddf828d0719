import { lookup as lookUpName } from 'node:dns';
import type { LookupAddress } from 'node:dns';
import { request } from 'node:https';
import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import { isPublicAddress } from './public-address.js';

/** Documents about keys have a few KiB. */
const MAX_BYTES = 262_144;

/** A document could not be fetched, or must not be. */
export class GuardedFetchError extends Error {
  /** @param message - The reason, as a clause: "its address is not one of the internet". */
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'GuardedFetchError';
  }
}

type Resolve = (
  hostname: string,
  options: { readonly all: true },
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

/** For tests, which have a server of their own. The service hands in nothing, and no setting leads here. */
export interface GuardedFetchOptions {
  readonly isAllowed?: (address: string) => boolean;
  readonly resolve?: Resolve;
  /** The certificate to trust instead of the well-known authorities. */
  readonly ca?: string;
}

/**
 * Fetches JSON from an address that somebody else has chosen, without reaching anything but the internet: https only,
 * no user in the URL, no redirects, bounded in size and time. Addresses are checked when the connection is made, on
 * what the name stands for at that moment, so that a name which changes its address leads nowhere.
 */
export class GuardedFetch {
  private readonly isAllowed: (address: string) => boolean;
  private readonly resolve: Resolve;

  constructor(private readonly options: GuardedFetchOptions = {}) {
    this.isAllowed = options.isAllowed ?? isPublicAddress;
    this.resolve = options.resolve ?? lookUpName;
  }

  /**
   * @param deadline - Ends the fetch, wherever it is.
   * @throws {@link GuardedFetchError}
   */
  async getJson(address: string, deadline: AbortSignal): Promise<unknown> {
    const url = this.readUrl(address);
    const response = await this.send(url, deadline);
    try {
      return JSON.parse(await readText(response)) as unknown;
    } catch (error) {
      response.destroy();
      throw asFetchError(error, deadline);
    }
  }

  private readUrl(address: string): URL {
    const url = URL.canParse(address) ? new URL(address) : undefined;
    if (url?.protocol !== 'https:') throw new GuardedFetchError('its URL is not one of https');
    if (url.username !== '' || url.password !== '') throw new GuardedFetchError('its URL names a user');
    // A literal address is not looked up, so the look-up cannot refuse it.
    const host = url.hostname.replaceAll(/[[\]]/g, '');
    if (isIP(host) !== 0 && !this.isAllowed(host)) throw forbidden();
    return url;
  }

  private send(url: URL, deadline: AbortSignal): Promise<IncomingMessage> {
    return new Promise((resolve, reject) => {
      const outgoing = request(
        url,
        {
          agent: false,
          signal: deadline,
          headers: { Accept: 'application/json', 'User-Agent': 'flosum-scim' },
          lookup: (hostname, { all }, callback) => {
            this.lookUp(hostname, (error, addresses) => {
              const [first] = addresses;
              if (error !== null || first === undefined) callback(error ?? forbidden(), '');
              else if (all === true) callback(null, [...addresses]);
              else callback(null, first.address, first.family);
            });
          },
          ...(this.options.ca !== undefined && { ca: this.options.ca }),
        },
        resolve,
      );
      outgoing.on('error', (error) => {
        reject(asFetchError(error, deadline));
      });
      outgoing.end();
    });
  }

  /** A name is refused whole when one of its addresses is: nobody needs a name that leads inside, too. */
  private lookUp(
    hostname: string,
    done: (error: NodeJS.ErrnoException | null, addresses: readonly LookupAddress[]) => void,
  ): void {
    this.resolve(hostname, { all: true }, (error, addresses) => {
      if (error !== null) done(error, []);
      else if (addresses.every(({ address }) => this.isAllowed(address))) done(null, addresses);
      else done(forbidden(), []);
    });
  }
}

async function readText(response: IncomingMessage): Promise<string> {
  const { statusCode = 0 } = response;
  if (statusCode >= 300 && statusCode < 400) {
    throw new GuardedFetchError('it answers with a redirect, which is not followed');
  }
  if (statusCode !== 200) throw new GuardedFetchError(`it answers ${statusCode}`);
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > MAX_BYTES) throw new GuardedFetchError('its answer is larger than 256 KiB');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function forbidden(): GuardedFetchError {
  return new GuardedFetchError('its address is not one of the internet');
}

function asFetchError(error: unknown, deadline: AbortSignal): GuardedFetchError {
  if (error instanceof GuardedFetchError) return error;
  if (deadline.aborted) return new GuardedFetchError('it does not answer in time', { cause: error });
  if (error instanceof SyntaxError) return new GuardedFetchError('its answer is not JSON', { cause: error });
  return new GuardedFetchError('it cannot be reached over TLS', { cause: error });
}
