import { Catch } from '@nestjs/common';
import type { ArgumentsHost, ExceptionFilter } from '@nestjs/common';
import type { Request, Response } from 'express';
import { RateLimitError } from '../../auth/index.js';
import { ConsoleLinkNotFoundError, ConsoleLinkSpentError } from '../../console-access/index.js';
import { describeFailure, reportFailure } from '../../http/index.js';
import type { Failure } from '../../http/index.js';
import { renderFailurePage } from './failure-page.js';
import { READ_ONLY } from './page-shell.js';

interface PageFailure extends Failure {
  readonly title?: string;
}

/** Failures of the console's pages, as pages. */
@Catch()
export class PageErrorFilter implements ExceptionFilter {
  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const response = http.getResponse<Response>();
    const { status, title = 'This did not work', detail, headers = {} } = describe(error);
    if (status >= 500) {
      reportFailure(http.getRequest<Request>(), error);
    }
    response
      .status(status)
      .set({ ...READ_ONLY, ...headers })
      .end(renderFailurePage(title, detail));
  }
}

function describe(error: unknown): PageFailure {
  if (error instanceof ConsoleLinkNotFoundError) {
    return { status: 404, title: 'This link is not known', detail: error.message };
  }
  if (error instanceof ConsoleLinkSpentError) {
    return { status: 410, title: 'This link does not work any more', detail: error.message };
  }
  if (error instanceof RateLimitError) {
    const { status, detail, retryAfter } = error;
    return { status, detail, headers: { 'Retry-After': String(retryAfter) } };
  }
  return describeFailure(error);
}
