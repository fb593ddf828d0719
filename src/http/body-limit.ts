import { SetMetadata } from '@nestjs/common';

/** 1 MiB: above any request of an identity provider about one resource, far below what hurts. */
export const DEFAULT_BODY_LIMIT = 1_048_576;

export const BODY_LIMIT = Symbol('body limit');

/** Lets a route take larger bodies than others do. */
export const BodyLimit = (bytes: number): MethodDecorator => SetMetadata(BODY_LIMIT, bytes);
