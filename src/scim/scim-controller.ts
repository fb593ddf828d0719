import { applyDecorators, Controller, UseGuards, UseInterceptors } from '@nestjs/common';
import { ApiTokenGuard } from '../auth/index.js';
import { JsonBodyInterceptor } from '../http/index.js';
import { SCIM_PATH } from '../../config/index.js';
import { ScimResponseInterceptor } from './scim-response.interceptor.js';

/** A SCIM controller: behind the guard, with SCIM bodies in and out. A new route is closed unless somebody opens it. */
export function ScimController(endpoint: string): ClassDecorator {
  return applyDecorators(
    Controller(`${SCIM_PATH}${endpoint}`),
    UseGuards(ApiTokenGuard),
    UseInterceptors(ScimResponseInterceptor, JsonBodyInterceptor),
  );
}
