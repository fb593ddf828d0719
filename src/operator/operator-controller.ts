import {
  applyDecorators,
  Controller,
  Header,
  UseGuards,
  UseInterceptors,
  UsePipes,
  ValidationPipe,
} from '@nestjs/common';
import { JsonBodyInterceptor } from '../http/index.js';
import { InvalidRequestError } from './invalid-request.error.js';
import { OperatorGuard } from './operator.guard.js';

const validation = new ValidationPipe({
  whitelist: true,
  forbidNonWhitelisted: true,
  transform: true,
  exceptionFactory: (errors) => InvalidRequestError.from(errors),
});

/** A controller of the operator API: behind the operator key, with checked JSON bodies. */
export function OperatorController(path: string): ClassDecorator {
  return applyDecorators(
    Controller(`api/v1/operator/${path}`),
    UseGuards(OperatorGuard),
    UseInterceptors(JsonBodyInterceptor),
    UsePipes(validation),
  );
}

/** For answers that hold a secret. */
export const NoStore = (): MethodDecorator => Header('Cache-Control', 'no-store');
