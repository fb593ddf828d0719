import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '../../config/index.js';
import { CONFIG } from '../config.token.js';
import { scimBaseUrl } from '../../config/index.js';

/** Ids of resources: nothing in them is encoded in a URL. */
const PLAIN = /^[\w-]+$/;

/** The URLs of resources. The host comes from the settings, never from a request: that could be forged. */
@Injectable()
export class ScimUrls {
  readonly base: string;

  constructor(@Inject(CONFIG) config: Config) {
    this.base = scimBaseUrl(config);
  }

  /** @param endpoint - With a leading slash, such as `/Users`. */
  locate(endpoint: string, id: string): string {
    const segment = PLAIN.test(id) ? id : encodeURIComponent(id).replaceAll('%3A', ':');
    return `${this.base}${endpoint}/${segment}`;
  }
}
