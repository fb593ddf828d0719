/** The time that lies so far back; a negative number lies ahead. */
export function ago(milliseconds: number): string {
  return new Date(Date.now() - milliseconds).toISOString();
}
