import { applyDecorators, Controller, UseGuards } from '@nestjs/common';
import { ApiTokenGuard } from '../auth/index.js';
import { SCIM_PATH } from '../../config/index.js';
import { ScimExchangeGuard } from './scim-exchange.guard.js';

/** A SCIM controller: behind the guard, with SCIM bodies in and out. A new route is closed unless somebody opens it. */
export function ScimController(endpoint: string): ClassDecorator {
  return applyDecorators(Controller(`${SCIM_PATH}${endpoint}`), UseGuards(ApiTokenGuard, ScimExchangeGuard));
}
