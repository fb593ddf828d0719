import type { Token, TokenUseEvent } from './contract';

interface Tokens {
  readonly items: readonly Token[];
}

/** The server writes uses down every five seconds; until then it tells of earlier ones. */
const UNTIL_WRITTEN = 10_000;

/** The last uses that events told of, and when they did by the clock of this page. */
const lastUses = new Map<string, { readonly at: string; readonly heardAt: number }>();

export function noteTokenUse({ tokenId, at }: TokenUseEvent): void {
  lastUses.set(tokenId, { at, heardAt: Date.now() });
}

/** What the server tells of tokens, with the uses that it may not have written down yet. */
export function withLastUses({ items }: Tokens): Tokens {
  return {
    items: items.map((token) => {
      const use = lastUses.get(token.id);
      if (use === undefined || Date.now() - use.heardAt > UNTIL_WRITTEN) return token;
      const isKnown = token.lastUsedAt !== null && token.lastUsedAt >= use.at;
      return isKnown ? token : { ...token, lastUsedAt: use.at, inUse: true, silentSince: null };
    }),
  };
}
