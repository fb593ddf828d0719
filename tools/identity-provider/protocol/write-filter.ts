/**
 * Writes a look-up in the form in which Entra ID puts it on the wire:
 * `filter=userName+eq+%22jane%40contoso.com%22`.
 *
 * A quote or a backslash in the value is escaped as in JSON (RFC 7644 section 3.4.2.2); a space
 * becomes `+`, so a plus sign in an address must become `%2B`.
 */
export function writeFilter(attribute: string, value: string): string {
  const literal = `"${value.replace(/["\\]/g, '\\$&')}"`;
  return `filter=${encodeForm(`${attribute} eq ${literal}`)}`;
}

function encodeForm(text: string): string {
  return encodeURIComponent(text).replace(/'/g, '%27').replace(/%20/g, '+');
}
