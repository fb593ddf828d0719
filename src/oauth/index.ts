export { GuardedFetch } from './guarded-fetch.js';
export { OAuthModule } from './oauth.module.js';
