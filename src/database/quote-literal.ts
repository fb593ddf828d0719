/** A text as an SQL literal. Only for texts of our own, such as the base URL: what callers send is a parameter. */
export function quoteLiteral(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
