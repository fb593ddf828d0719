/** Where the guide is served, below the public URL. */
export const GUIDE_PATH = '/console/help/entra';

/** The places of `docs/entra.md` that failures and advice refer to: its headings, as anchors. */
export const GUIDE_PLACES = [
  'the-life-of-a-user',
  'what-is-unique',
  'what-is-tolerated',
  'groups',
  'custom-attributes',
  'the-token',
  'network',
  'troubles',
] as const;

export type GuidePlace = (typeof GUIDE_PLACES)[number];

/** @returns A path below the public URL. */
export function guideUrl(place: GuidePlace): string {
  return `${GUIDE_PATH}#${place}`;
}
