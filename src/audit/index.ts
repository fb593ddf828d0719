export { SYSTEM } from './actor.js';
export type { Actor } from './actor.js';
export { recordAct } from './record-act.js';
export type { Act } from './record-act.js';
