import { ValidationPipe } from '@nestjs/common';
import type { ArgumentMetadata } from '@nestjs/common';
import { InvalidRequestError } from './invalid-request.error.js';

/** Makes bodies and queries into their classes and checks them; what no class knows is refused, too. */
export class RequestPipe extends ValidationPipe {
  constructor() {
    super({
      whitelist: true,
      forbidNonWhitelisted: true,
      transform: true,
      exceptionFactory: (errors) => InvalidRequestError.from(errors),
    });
  }

  /**
   * A body that is no object would be checked as something else than what its class says. One that is not there is
   * an object in which everything is missing.
   *
   * @throws {@link InvalidRequestError}
   */
  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    if (metadata.type !== 'body') return super.transform(value, metadata);
    const body = value === undefined ? {} : value;
    if (typeof body !== 'object' || body === null || Array.isArray(body)) {
      throw new InvalidRequestError([{ field: 'body', problem: 'is a JSON object' }]);
    }
    return super.transform(body, metadata);
  }
}
