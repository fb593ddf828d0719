const ASCII = /^[\x20-\x7E]*$/;

/**
 * The form in which texts without case are compared, sorted and kept unique.
 *
 * One rule everywhere: Unicode compatibility normalization and lower case, independent of locale. So `Ａlice`
 * (full width) equals `alice`, NFD equals NFC, a final sigma equals any other, `Straße` does not equal `STRASSE`. RFC
 * 7644 section 5 wants user names prepared by PRECIS (RFC 8265, UsernameCaseMapped); this does its width mapping, case
 * mapping and normalization.
 */
export function foldCase(text: string): string {
  // Normalization leaves ASCII alone, and most texts are nothing else.
  if (ASCII.test(text)) return text.toLowerCase();
  return text.normalize('NFKC').toLowerCase().normalize('NFKC').replaceAll('ς', 'σ');
}
