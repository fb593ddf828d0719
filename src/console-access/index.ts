export {
  ConsoleLinkNotFoundError,
  ConsoleLinkSpentError,
  NoConsoleSessionError,
} from './console-access-errors.js';
export { ConsoleAccessModule } from './console-access.module.js';
export { ConsoleLinksService } from './console-links.service.js';
export { CONSOLE_ROLES } from './console-role.js';
export type { ConsoleRole } from './console-role.js';
export type { ConsoleSession, ListedSession, Visitor } from './console-session.js';
export { ConsoleSessionsService } from './console-sessions.service.js';
