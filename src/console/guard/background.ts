import { SetMetadata } from '@nestjs/common';

/** The page sends it with what it asks by itself while nobody uses it: such a request keeps no session alive. */
export const BACKGROUND_HEADER = 'x-background';

export const BACKGROUND = Symbol('background');

/** Marks a route that a page calls by itself, also while nobody uses it. */
export const Background = (): MethodDecorator => SetMetadata(BACKGROUND, true);
