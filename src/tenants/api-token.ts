import { digestCredential, displayCredential, makeCredential, readCredentialRegion } from './credential.js';

/** Makes an API token: `fls_<region>_<public id>_<secret><checksum>`. */
export function makeApiToken(region: string): string {
  return makeCredential('fls', region);
}

/** What may be shown of a token. */
export function displayApiToken(token: string): string {
  return displayCredential(token);
}

/** The only form of a token that is stored. */
export function digestApiToken(token: string, pepper: string): Buffer {
  return digestCredential(token, pepper);
}

/** @returns The region that a token names; `undefined` when it is no token or was not copied whole. */
export function readApiTokenRegion(token: string): string | undefined {
  return readCredentialRegion('fls', token);
}
