export { LocalNotices } from './local-notices.js';
export { MAX_WAIT } from './notices.js';
export type { Notices } from './notices.js';
export { ServerNotices } from './server-notices.js';
