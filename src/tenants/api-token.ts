import { createHmac, randomInt } from 'node:crypto';
import { crc32 } from 'node:zlib';

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const PUBLIC_ID_LENGTH = 12;
/** 43 letters of 62 are 256 bits. */
const SECRET_LENGTH = 43;
const CHECKSUM_LENGTH = 6;

const FORM = new RegExp(
  `^fls_([a-z]{2})_([0-9A-Za-z]{${PUBLIC_ID_LENGTH}})_[0-9A-Za-z]{${SECRET_LENGTH + CHECKSUM_LENGTH}}$`,
);

/**
 * Makes an API token: `fls_<region>_<public id>_<secret><checksum>`, letters, digits and `_` only.
 *
 * Region and public id tell where a token belongs, also to somebody who finds it; the checksum tells a mistyped
 * token from a wrong one without a database.
 */
export function makeApiToken(region: string): string {
  const body = `fls_${region}_${randomText(PUBLIC_ID_LENGTH)}_${randomText(SECRET_LENGTH)}`;
  return `${body}${checksumOf(body)}`;
}

/** What may be shown of a token. */
export function displayApiToken(token: string): string {
  return `${token.slice(0, token.lastIndexOf('_') + 1)}…${token.slice(-4)}`;
}

/** The only form of a token that is stored. */
export function digestApiToken(token: string, pepper: string): Buffer {
  return createHmac('sha256', pepper).update(token).digest();
}

/** @returns The region that a token names; `undefined` when it is no token or was not copied whole. */
export function readApiTokenRegion(token: string): string | undefined {
  const region = FORM.exec(token)?.[1];
  if (region === undefined) return undefined;
  const body = token.slice(0, -CHECKSUM_LENGTH);
  return token.endsWith(checksumOf(body)) ? region : undefined;
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
