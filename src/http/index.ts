export { describeFailure } from './failure.js';
export type { Failure } from './failure.js';
export { MethodNotAllowedError, UnsupportedMediaTypeError } from './http-errors.js';
export { JsonBodyInterceptor, MAX_BODY_BYTES } from './json-body.interceptor.js';
