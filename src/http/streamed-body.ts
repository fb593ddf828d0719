import { SetMetadata } from '@nestjs/common';

export const STREAMED_BODY = Symbol('streamed body');

/** Leaves the body of a request to the route, which reads it piece by piece. */
export const StreamedBody = (): MethodDecorator => SetMetadata(STREAMED_BODY, true);
