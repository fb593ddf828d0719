/** The form in which user names are compared: a matching attribute does not tell cases apart. */
export function foldName(name: string): string {
  return name.normalize('NFKC').toLowerCase();
}
