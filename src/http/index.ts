export { BodyLimit } from './body-limit.js';
export { describeFailure } from './failure.js';
export type { Failure } from './failure.js';
export { MethodNotAllowedError, NotAcceptableError, UnsupportedMediaTypeError } from './http-errors.js';
export { JsonBodyInterceptor } from './json-body.interceptor.js';
export { StreamedBody } from './streamed-body.js';
