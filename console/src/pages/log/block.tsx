/** What was sent or answered, as it is. */
export function Block({ label, children }: { label: string; children: string }) {
  return (
    <pre className="block" tabIndex={0} role="region" aria-label={label}>
      {children.trim() === '' ? 'nothing' : children.trim()}
    </pre>
  );
}

/** Bodies are kept as text or as JSON. */
export function pretty(body: unknown): string {
  if (body === null || body === undefined) return '';
  if (typeof body !== 'string') return JSON.stringify(body, null, 2);
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}
