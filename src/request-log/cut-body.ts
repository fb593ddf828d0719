/** Bytes of a body that are kept. */
export const MAX_BODY_BYTES = 16_384;

/** Room for the words at the end. */
const MARK_BYTES = 64;

/** Leaves the beginning of a long body, and says so at its end. */
export function cutBody(text: string): string {
  const bytes = text.length > MAX_BODY_BYTES / 4 ? Buffer.byteLength(text) : text.length;
  if (bytes <= MAX_BODY_BYTES) return text;
  const kept = Buffer.from(text.slice(0, MAX_BODY_BYTES))
    .subarray(0, MAX_BODY_BYTES - MARK_BYTES)
    .toString()
    .replace(/(?<!\uFFFD)\uFFFD+$/, '');
  return `${kept}… (cut: ${bytes} bytes)`;
}

/** Whether a body was kept as a whole. */
export function isCut(text: string): boolean {
  return /… \(cut: \d+ bytes\)$/.test(text);
}
