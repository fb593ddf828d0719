import { applyDecorators, Controller, Header, UseGuards, UseInterceptors, UsePipes } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { RequestPipe } from '../administration/index.js';
import { JsonBodyInterceptor } from '../http/index.js';
import { OperatorGuard } from './operator.guard.js';

const BASE = 'api/v1/operator';

/** How the description of the API names the operator key. */
export const OPERATOR_KEY = 'operatorKey';

/**
 * A controller of the operator API: behind the operator key, with checked JSON bodies.
 *
 * @param tag - The heading under which the description of the API lists its routes.
 */
export function OperatorController(path: string, tag: string): ClassDecorator {
  return applyDecorators(
    Controller(path === '' ? BASE : `${BASE}/${path}`),
    UseGuards(OperatorGuard),
    UseInterceptors(JsonBodyInterceptor),
    UsePipes(new RequestPipe()),
    ApiTags(tag),
    ApiBearerAuth(OPERATOR_KEY),
  );
}

/** For answers that hold a secret. */
export const NoStore = (): MethodDecorator => Header('Cache-Control', 'no-store');
