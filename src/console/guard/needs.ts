import { SetMetadata } from '@nestjs/common';
import type { ConsoleRole } from '../../console-access/index.js';

/** What a route takes: only looking, looking after what opens the tenant, or deciding about the tenant. */
export type Need = 'reads' | 'tokens' | 'owner';

export const NEED = Symbol('need');

/** Says who may use a route. Without it everybody may who is signed in, and acts are the owner's. */
export const Needs = (need: Need): MethodDecorator & ClassDecorator => SetMetadata(NEED, need);

const MAY: Readonly<Record<ConsoleRole, readonly Need[]>> = {
  owner: ['reads', 'tokens', 'owner'],
  'token-manager': ['reads', 'tokens'],
  auditor: ['reads'],
};

/** Whether a role may do what a route takes. */
export function mayDo(role: ConsoleRole, need: Need): boolean {
  return MAY[role].includes(need);
}
