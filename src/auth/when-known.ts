import type { KnownCredential } from '../tenants/index.js';

/** Hears whose credential was shown, as soon as that is known. */
export type WhenKnown = (owner: Pick<KnownCredential, 'tenantId' | 'tokenId'>) => void;
