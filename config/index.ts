export type { Config, DatabaseConfig, RateLimit } from './config.js';
export { readConfig, readDatabaseConfig, readOperatorAccess, SettingsError } from './read-config.js';
export { isRegion, REGIONS } from './regions.js';
export { isScimUrl, SCIM_PATH, scimBaseUrl } from './scim-path.js';
export { TOKEN_PATH, tokenUrl } from './token-url.js';
