import { createHmac, randomInt } from 'node:crypto';
import { crc32 } from 'node:zlib';

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const PUBLIC_ID_LENGTH = 12;
/** 43 letters of 62 are 256 bits. */
const SECRET_LENGTH = 43;
const CHECKSUM_LENGTH = 6;

const FORM = new RegExp(
  `^([a-z]{3})_([a-z]{2})_[0-9A-Za-z]{${PUBLIC_ID_LENGTH}}_[0-9A-Za-z]{${SECRET_LENGTH + CHECKSUM_LENGTH}}$`,
);

/**
 * What a credential is for: an API token (`fls`), the secret of an OAuth client (`flc`), a link into the console
 * (`fll`), or a browser's session there (`flb`).
 */
export type CredentialPrefix = 'fls' | 'flc' | 'fll' | 'flb';

/**
 * Makes a secret that people copy: `<prefix>_<region>_<public id>_<secret><checksum>`, letters, digits and `_` only.
 *
 * Region and public id tell where it belongs, also to somebody who finds it; the checksum tells a mistyped one from a
 * wrong one without a database.
 */
export function makeCredential(prefix: CredentialPrefix, region: string): string {
  const body = `${prefix}_${region}_${randomText(PUBLIC_ID_LENGTH)}_${randomText(SECRET_LENGTH)}`;
  return `${body}${checksumOf(body)}`;
}

/** What may be shown of a credential. */
export function displayCredential(credential: string): string {
  return `${credential.slice(0, credential.lastIndexOf('_') + 1)}…${credential.slice(-4)}`;
}

/** The only form of a credential that is stored. */
export function digestCredential(credential: string, pepper: string): Buffer {
  return createHmac('sha256', pepper).update(credential).digest();
}

/** @returns The region that a credential names; `undefined` when it is none or was not copied whole. */
export function readCredentialRegion(prefix: CredentialPrefix, credential: string): string | undefined {
  const [, found, region] = FORM.exec(credential) ?? [];
  if (found !== prefix) return undefined;
  const body = credential.slice(0, -CHECKSUM_LENGTH);
  return credential.endsWith(checksumOf(body)) ? region : undefined;
}

function randomText(length: number): string {
  return Array.from({ length }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
}

function checksumOf(body: string): string {
  let rest = crc32(body);
  let digits = '';
  for (let index = 0; index < CHECKSUM_LENGTH; index += 1) {
    digits = `${ALPHABET[rest % ALPHABET.length] ?? ''}${digits}`;
    rest = Math.floor(rest / ALPHABET.length);
  }
  return digits;
}
