export { AnswerAdapter, writeAnswerBy } from './answer-adapter.js';
export { BodyLimit } from './body-limit.js';
export { describeFailure } from './failure.js';
export type { Failure } from './failure.js';
export { MethodNotAllowedError, NotAcceptableError, UnsupportedMediaTypeError } from './http-errors.js';
export { JsonBodyReader } from './json-body-reader.js';
export { JsonBodyInterceptor } from './json-body.interceptor.js';
export { reportFailure } from './report-failure.js';
export { StreamedBody } from './streamed-body.js';
