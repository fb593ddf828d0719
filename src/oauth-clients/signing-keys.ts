import { Inject, Injectable, Logger } from '@nestjs/common';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK } from 'jose';
import type { CryptoKey, JWK } from 'jose';
import type { Config } from '../../config/index.js';
import { CONFIG } from '../config.token.js';
import { Database } from '../database/index.js';
import { deriveSealingKey, openKey, sealKey } from './sealed-key.js';

/** ECDSA with P-256: short tokens, and every library knows it. */
export const SIGNING_ALGORITHM = 'ES256';

const DAY = 86_400_000;

/** After this time the next key signs. */
const ROTATION = 30 * DAY;

/** A key is there until the last token that it signed is out: none lives longer than a day. */
const KEPT = ROTATION + 2 * DAY;

/** Between two readings that unknown keys cause, in milliseconds. */
const READING_PAUSE = 1_000;

interface StoredKey {
  readonly generation: number;
  readonly kid: string;
  readonly sealedKey: Buffer;
  readonly createdAt: Date;
}

/** A key that signs access tokens, or did. */
export interface SigningKey {
  readonly kid: string;
  readonly createdAt: Date;
  readonly privateKey: CryptoKey;
  readonly publicKey: CryptoKey;
  readonly publicJwk: JWK;
}

interface KeyRing {
  /** The newest first: it signs. */
  readonly keys: readonly SigningKey[];
  /** Of the newest stored key, whether it could be opened or not. */
  readonly generation: number;
}

/**
 * The keys that sign access tokens. They live in the database, so that all instances have the same ones, and only the
 * pepper opens them: a copy of the database signs nothing.
 */
@Injectable()
export class SigningKeys {
  private readonly sealingKey: Buffer;
  private ring: KeyRing | undefined;
  /** By `kid`; `undefined` for one that was made with another pepper. */
  private readonly opened = new Map<string, SigningKey | undefined>();
  private reading: Promise<KeyRing> | undefined;
  private lastRead = 0;

  private readonly logger = new Logger(SigningKeys.name);

  constructor(
    private readonly database: Database,
    @Inject(CONFIG) { tokenPepper }: Config,
  ) {
    this.sealingKey = deriveSealingKey(tokenPepper);
  }

  /** The key that signs now; made when there is none, or when the newest is 30 days old. */
  async current(): Promise<SigningKey> {
    const [known] = this.ring?.keys ?? [];
    if (known !== undefined && !isOld(known)) return known;
    const { keys, generation } = await this.read();
    const [read] = keys;
    return read !== undefined && !isOld(read) ? read : this.add(generation + 1);
  }

  /** Makes the next key, whatever the age of the newest. The keys before it stay until their tokens are out. */
  async rotate(): Promise<SigningKey> {
    return this.add((await this.read()).generation + 1);
  }

  /** Adds the key of a generation; when another instance has made it at this moment, that one counts. */
  private async add(generation: number): Promise<SigningKey> {
    const { privateKey, publicKey } = await generateKeyPair(SIGNING_ALGORITHM, { extractable: true });
    const kid = await calculateJwkThumbprint(await exportJWK(publicKey));
    const now = Date.now();
    await this.database.operatorQuery('addSigningKey', [
      generation,
      kid,
      sealKey(await exportJWK(privateKey), kid, this.sealingKey),
      new Date(now),
      new Date(now - KEPT),
    ]);
    const [newest] = (await this.read()).keys;
    if (newest === undefined) throw new Error('The signing key that was just made cannot be read.');
    return newest;
  }

  /**
   * The key with this id. One that is not known here may have been made by another instance, so the database is asked,
   * at most once a second: callers wait for their turn together.
   */
  async findIfAny(kid: string): Promise<SigningKey | undefined> {
    return pick(this.ring, kid) ?? pick(await this.readInTurn(), kid);
  }

  /** All keys that tokens may be signed with, as others may see them. */
  async list(): Promise<readonly JWK[]> {
    await this.current();
    return (await this.readInTurn()).keys.map(({ publicJwk }) => publicJwk);
  }

  /** Begins after the call, so that a key that was there before it is found. */
  private readInTurn(): Promise<KeyRing> {
    this.reading ??= wait(this.lastRead + READING_PAUSE - Date.now()).then(() => {
      this.reading = undefined;
      return this.read();
    });
    return this.reading;
  }

  private async read(): Promise<KeyRing> {
    this.lastRead = Date.now();
    const stored = await this.database.operatorQuery<StoredKey>('listSigningKeys', [true]);
    const keys = (await Promise.all(stored.filter(isKept).map((key) => this.open(key)))).filter(
      (key) => key !== undefined,
    );
    for (const kid of this.opened.keys()) {
      if (!stored.some((key) => key.kid === kid)) this.opened.delete(kid);
    }
    this.ring = { keys, generation: stored[0]?.generation ?? 0 };
    return this.ring;
  }

  private async open({ kid, sealedKey, createdAt }: StoredKey): Promise<SigningKey | undefined> {
    if (this.opened.has(kid)) return this.opened.get(kid);
    const jwk = openKey(sealedKey, kid, this.sealingKey);
    if (jwk === undefined) {
      this.logger.warn(
        `The signing key ${kid} was made with another TOKEN_PEPPER. Its access tokens are void.`,
      );
      this.opened.set(kid, undefined);
      return undefined;
    }
    const { d: _private, ...publicJwk } = jwk;
    const key: SigningKey = {
      kid,
      createdAt,
      privateKey: (await importJWK(jwk, SIGNING_ALGORITHM)) as CryptoKey,
      publicKey: (await importJWK(publicJwk, SIGNING_ALGORITHM)) as CryptoKey,
      publicJwk: { ...publicJwk, kid, use: 'sig', alg: SIGNING_ALGORITHM },
    };
    this.opened.set(kid, key);
    return key;
  }
}

function pick(ring: KeyRing | undefined, kid: string): SigningKey | undefined {
  return ring?.keys.find((key) => key.kid === kid && isKept(key));
}

function isKept({ createdAt }: Pick<SigningKey, 'createdAt'>): boolean {
  return createdAt.getTime() > Date.now() - KEPT;
}

function isOld({ createdAt }: SigningKey): boolean {
  return createdAt.getTime() <= Date.now() - ROTATION;
}

function wait(milliseconds: number): Promise<void> {
  return milliseconds <= 0
    ? Promise.resolve()
    : new Promise((resolve) => void setTimeout(resolve, milliseconds));
}
