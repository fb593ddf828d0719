import {
  applyDecorators,
  Controller,
  UseFilters,
  UseGuards,
  UseInterceptors,
  UsePipes,
} from '@nestjs/common';
import { ApiCookieAuth, ApiPropertyOptional, ApiSchema, ApiTags } from '@nestjs/swagger';
import { documentedBy, ProblemDto, RequestPipe } from '../../administration/index.js';
import { JsonBodyInterceptor } from '../../http/index.js';
import { ConsoleProblemFilter } from './console-problem.filter.js';
import { ConsoleGuard } from './console.guard.js';
import { NoStoreInterceptor } from './no-store.interceptor.js';

/** Where the console's API is. */
export const BASE = 'api/v1/console';

/** How the description of the API names the session's cookie. */
export const SESSION_COOKIE = 'session';

/**
 * A controller of the console's API: for who is signed in, as far as the role goes, with checked JSON bodies, and
 * answers that nobody keeps.
 *
 * @param tag - The heading under which the description of the API lists its routes.
 */
export function ConsoleController(path: string, tag: string): ClassDecorator {
  return applyDecorators(
    Controller(path === '' ? BASE : `${BASE}/${path}`),
    UseGuards(ConsoleGuard),
    UseInterceptors(NoStoreInterceptor, JsonBodyInterceptor),
    UsePipes(new RequestPipe()),
    UseFilters(ConsoleProblemFilter),
    ApiTags(tag),
    ApiCookieAuth(SESSION_COOKIE),
  );
}

@ApiSchema({ name: 'ConsoleProblem' })
class ConsoleProblemDto extends ProblemDto {
  @ApiPropertyOptional({
    description: 'A place of the guide.',
    example: '/console/help/entra#what-is-unique',
  })
  help?: string;
}

/** Describes a route of the console's API in its OpenAPI document. */
export const DocumentedConsole = documentedBy({
  unauthorized: 'Nobody is signed in, or not any more.',
  always: [400, 401, 403, 500, 503],
  problem: ConsoleProblemDto,
});
