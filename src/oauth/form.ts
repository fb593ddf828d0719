import { InvalidOAuthRequestError } from './oauth-errors.js';

/** The parameters of a form; each is there once, and has a value. */
export type Form = Readonly<Record<string, string>>;

/**
 * Takes the body of a form apart. A parameter without a value counts as left out, and none may be there twice
 * (RFC 6749 section 3.2).
 *
 * @throws {@link InvalidOAuthRequestError}
 */
export function readForm(body: string): Form {
  const form: Record<string, string> = Object.create(null) as Record<string, string>;
  const seen = new Set<string>();
  for (const [name, value] of new URLSearchParams(body)) {
    if (seen.has(name)) {
      throw new InvalidOAuthRequestError('A parameter is there twice. Send each one once.');
    }
    seen.add(name);
    if (value !== '') form[name] = value;
  }
  return form;
}
