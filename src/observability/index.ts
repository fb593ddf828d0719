export { Lifecycle } from './lifecycle.js';
export { logRequests } from './log-requests.js';
export { createLogger } from './logger.js';
export type { AppLogger } from './logger.js';
export { NestLogger } from './nest-logger.js';
export { ObservabilityModule } from './observability.module.js';
