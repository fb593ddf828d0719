import { STATUS_CODES } from 'node:http';
import { Catch } from '@nestjs/common';
import type { ArgumentsHost, ExceptionFilter } from '@nestjs/common';
import { InvalidFilterError, ResourceNotFoundError, ScimError } from '@flosum/scim-schema';
import type { Request, Response } from 'express';
import { describeProblem } from '../../administration/index.js';
import type { Problem } from '../../administration/index.js';
import { reportFailure } from '../../http/index.js';
import { BusyResourceError } from '../../resources/index.js';
import {
  ApiTokenNotRotatableError,
  SchemaConflictError,
  TooManyApiTokensError,
} from '../../tenants/index.js';
import { guideUrl } from '../guide-places.js';
import type { GuidePlace } from '../guide-places.js';
import { ConsoleError } from './console-error.js';

/** Which place of the guide helps with a failure. */
const HELP: readonly (readonly [abstract new (...args: never[]) => Error, GuidePlace])[] = [
  [TooManyApiTokensError, 'the-token'],
  [ApiTokenNotRotatableError, 'the-token'],
  [SchemaConflictError, 'custom-attributes'],
];

type ConsoleProblem = Problem & { readonly help?: GuidePlace | undefined };

/** Failures of the console's API: as those of the operator API, and where it helps with a place of the guide. */
@Catch()
export class ConsoleProblemFilter implements ExceptionFilter {
  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const response = http.getResponse<Response>();
    const { status, detail, headers = {}, errors, help } = describeConsoleProblem(error);
    if (status >= 500) reportFailure(http.getRequest<Request>(), error);
    if (response.headersSent) {
      response.destroy();
      return;
    }
    response.status(status).set(headers).set('Cache-Control', 'no-store').type('application/problem+json');
    const problem = { type: 'about:blank', title: STATUS_CODES[status] ?? 'Error', status, detail };
    response.end(
      JSON.stringify({
        ...problem,
        ...(errors && { errors }),
        ...(help !== undefined && { help: guideUrl(help) }),
      }),
    );
  }
}

function describeConsoleProblem(error: unknown): ConsoleProblem {
  if (error instanceof ConsoleError) {
    const { status, message, errors, help } = error;
    return { status, detail: message, ...(errors && { errors }), ...(help !== undefined && { help }) };
  }
  if (error instanceof InvalidFilterError) {
    const { detail, problem, position } = error;
    return {
      status: 400,
      detail,
      errors: [{ field: 'filter', problem: `${problem}, at character ${position + 1}` }],
    };
  }
  if (error instanceof ResourceNotFoundError) {
    return { status: 404, detail: 'This tenant has nobody and nothing with this id, or not any more.' };
  }
  if (error instanceof ScimError) return { status: error.status, detail: error.detail };
  if (error instanceof BusyResourceError) {
    return { status: 503, detail: 'Others change the same people right now. Try again in a minute.' };
  }
  const help = HELP.find(([errorClass]) => error instanceof errorClass)?.[1];
  return { ...describeProblem(error), ...(help !== undefined && { help }) };
}
