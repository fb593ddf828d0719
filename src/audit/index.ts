export { SYSTEM } from './actor.js';
export type { Actor } from './actor.js';
export { AuditEventsRepository } from './audit-events.repository.js';
export type { AuditEvent } from './audit-events.repository.js';
export { AuditModule } from './audit.module.js';
export { recordAct } from './record-act.js';
export type { Act } from './record-act.js';
