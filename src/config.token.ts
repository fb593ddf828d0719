/** The token under which Nest hands the configuration out. */
export const CONFIG = Symbol('config');
