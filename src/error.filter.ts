import { Catch } from '@nestjs/common';
import type { ArgumentsHost, ExceptionFilter } from '@nestjs/common';
import type { Request } from 'express';
import { isScimUrl } from '../config/index.js';
import { ProblemFilter } from './administration/index.js';
import { ScimErrorFilter } from './scim/index.js';

/** Sends every failure to the renderer of its door, also those that no controller saw: unknown routes, bad URLs. */
@Catch()
export class ErrorFilter implements ExceptionFilter {
  private readonly scim = new ScimErrorFilter();
  private readonly problem = new ProblemFilter();

  catch(error: unknown, host: ArgumentsHost): void {
    const { originalUrl } = host.switchToHttp().getRequest<Request>();
    const renderer = isScimUrl(originalUrl) ? this.scim : this.problem;
    renderer.catch(error, host);
  }
}
