/** How many filters a run tries. */
export const FILTERS = Number(process.env.FUZZ_FILTERS ?? '500');

/** Where the random numbers begin: the same seed makes the same resources and filters. */
export const SEED = Number(process.env.FUZZ_SEED ?? Date.now() % 2 ** 31);

/** Milliseconds that a property may take: it depends on how many values are tried. */
export const TIMEOUT = 60_000 + FILTERS * 200;
