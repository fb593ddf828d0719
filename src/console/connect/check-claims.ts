import type { PastedClaim } from './read-claims.js';

/** The claims that sign-in needs, and where Entra ID takes them from. */
export const SAML_CLAIMS = [
  { claim: 'userUniqueId', source: 'user.objectid' },
  { claim: 'firstName', source: 'user.givenname' },
  { claim: 'lastName', source: 'user.surname' },
  { claim: 'email', source: 'user.mail' },
] as const;

export type ClaimName = (typeof SAML_CLAIMS)[number]['claim'];

export type Claims = Readonly<Record<ClaimName, string | null>>;

export interface ClaimProblem {
  readonly claim: string;
  readonly words: string;
}

/** Under which last part of a name the same value often comes. */
const ALIASES: Readonly<Record<ClaimName, readonly string[]>> = {
  userUniqueId: ['objectidentifier', 'objectid', 'useruniqueid', 'oid'],
  firstName: ['givenname', 'firstname'],
  lastName: ['surname', 'sn', 'lastname'],
  email: ['emailaddress', 'mail', 'email'],
};

const EMAIL = /^[^\s@]+@[^\s@]+$/;
const OBJECT_ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Finds the claims that sign-in needs among those that were pasted, and what is wrong with them. */
export function checkClaims(pasted: readonly PastedClaim[]): {
  readonly claims: Claims;
  readonly problems: readonly ClaimProblem[];
} {
  const problems: ClaimProblem[] = [];
  const values = SAML_CLAIMS.map(({ claim, source }): [ClaimName, string | null] => {
    const exact = pasted.find(({ name }) => name === claim);
    const near = pasted.find(({ name }) => ALIASES[claim].includes(lastPartOf(name)));
    const value = (exact ?? near)?.value ?? '';
    if (exact === undefined && near !== undefined) problems.push(misnamed(claim, near.name));
    else if (exact === undefined) {
      const words = `is missing. Under Attributes & Claims, add a claim with the name ${claim} and the source attribute ${source}.`;
      problems.push({ claim, words });
    } else if (value === '') {
      problems.push({
        claim,
        words: `is empty. Look whether ${source} of this person has a value in Entra ID.`,
      });
    }
    return [claim, value === '' ? null : value];
  });
  const claims = Object.fromEntries(values) as Record<ClaimName, string | null>;
  const { userUniqueId, email } = claims;
  if (userUniqueId !== null && !OBJECT_ID.test(userUniqueId)) {
    const words =
      'is no object id, which looks like 26118915-6090-4610-87e4-49d8ca9f808d. Take user.objectid as its source attribute.';
    problems.push({ claim: 'userUniqueId', words });
  }
  if (email !== null && !EMAIL.test(email)) {
    problems.push({
      claim: 'email',
      words: 'is no e-mail address. Take user.mail as its source attribute.',
    });
  }
  return { claims, problems };
}

function misnamed(claim: ClaimName, name: string): ClaimProblem {
  return {
    claim,
    words: `comes under the name ${name}. Open the claim, set its Name to ${claim}, and leave its Namespace empty.`,
  };
}

function lastPartOf(name: string): string {
  return (name.split(/[/:]/).at(-1) ?? '').toLowerCase();
}
