/** The regions that the product is sold in, and the host of each. */
export const REGIONS = {
  us: 'https://global-us.flosum.app',
  de: 'https://global-de.flosum.app',
  jp: 'https://global-jp.flosum.app',
  au: 'https://global-au.flosum.app',
} as const;

export type Region = keyof typeof REGIONS;

export const REGION_NAMES = Object.keys(REGIONS) as readonly Region[];

export function isRegion(name: string): name is Region {
  return Object.hasOwn(REGIONS, name);
}
