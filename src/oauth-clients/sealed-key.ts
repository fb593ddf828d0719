import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import type { JWK } from 'jose';

const CIPHER = 'aes-256-gcm';
const NONCE_LENGTH = 12;
const TAG_LENGTH = 16;

/** The key that seals signing keys, made of the pepper. It is good for nothing else. */
export function deriveSealingKey(pepper: string): Buffer {
  return Buffer.from(hkdfSync('sha256', pepper, '', 'flosum-scim signing keys', 32));
}

/**
 * Encrypts a private key for the database: nonce, tag and ciphertext of AES-256-GCM, bound to its `kid`. Whoever can
 * only write to the database can so neither read a key nor put one of their own there.
 */
export function sealKey(jwk: JWK, kid: string, sealingKey: Buffer): Buffer {
  const nonce = randomBytes(NONCE_LENGTH);
  const cipher = createCipheriv(CIPHER, sealingKey, nonce).setAAD(Buffer.from(kid));
  const sealed = Buffer.concat([cipher.update(JSON.stringify(jwk), 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
}

/** @returns The private key; `undefined` when it was sealed with another pepper or changed since. */
export function openKey(sealed: Buffer, kid: string, sealingKey: Buffer): JWK | undefined {
  const nonce = sealed.subarray(0, NONCE_LENGTH);
  const tag = sealed.subarray(NONCE_LENGTH, NONCE_LENGTH + TAG_LENGTH);
  if (tag.length < TAG_LENGTH) return undefined;
  const decipher = createDecipheriv(CIPHER, sealingKey, nonce, { authTagLength: TAG_LENGTH })
    .setAAD(Buffer.from(kid))
    .setAuthTag(tag);
  try {
    const text = Buffer.concat([
      decipher.update(sealed.subarray(NONCE_LENGTH + TAG_LENGTH)),
      decipher.final(),
    ]);
    return JSON.parse(text.toString('utf8')) as JWK;
  } catch {
    return undefined;
  }
}
