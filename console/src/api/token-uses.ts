import type { Token, TokenUseEvent } from './contract';

interface Tokens {
  readonly items: readonly Token[];
}

/** The last uses that events told of. The server writes them down every few seconds, and until then tells of earlier ones. */
const lastUses = new Map<string, string>();

export function noteTokenUse({ tokenId, at }: TokenUseEvent): void {
  lastUses.set(tokenId, at);
}

/** What the server tells of tokens, with the uses that it has not written down yet. */
export function withLastUses({ items }: Tokens): Tokens {
  return {
    items: items.map((token) => {
      const at = lastUses.get(token.id);
      const isKnown = at === undefined || (token.lastUsedAt !== null && token.lastUsedAt >= at);
      return isKnown ? token : { ...token, lastUsedAt: at, inUse: true, silentSince: null };
    }),
  };
}
