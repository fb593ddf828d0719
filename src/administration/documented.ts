import { applyDecorators } from '@nestjs/common';
import type { Type } from '@nestjs/common';
import { ApiExtraModels, ApiOperation, ApiResponse, getSchemaPath } from '@nestjs/swagger';
import { JSON_LINES } from './json-lines.js';

/** What a route answers, for the description of the API. */
export interface Documentation {
  /** A sentence: what the route does. */
  readonly does: string;
  /** By status: the class of the answer's body, or `null` when it has none. */
  readonly answers: Readonly<Record<number, Type | null>>;
  /** By status: what the lines of an answer in JSON lines are. */
  readonly lines?: Readonly<Record<number, string>>;
  /** By status: the media type of a file that is the answer. */
  readonly files?: Readonly<Record<number, string>>;
  /** Statuses of failures beside those that every route has. */
  readonly fails?: readonly number[];
}

/** What all routes of an API have in common. */
export interface DocumentedApi {
  /** What 401 means there. */
  readonly unauthorized: string;
  /** Failures of every route. */
  readonly always: readonly number[];
  /** The class of a failure's body. */
  readonly problem: Type;
}

/** Makes the decorator that describes a route of an API in its OpenAPI document. */
export function documentedBy(api: DocumentedApi): (documentation: Documentation) => MethodDecorator {
  return (documentation) => documented(api, documentation);
}

function documented(
  { unauthorized, always, problem: problemType }: DocumentedApi,
  { does, answers, lines = {}, files = {}, fails = [] }: Documentation,
): MethodDecorator {
  const describe = (status: number): string => (status === 401 ? unauthorized : meaningOf(status));
  const bodies = Object.entries(answers).map(([status, type]) => ({ status: Number(status), type }));
  return applyDecorators(
    ApiOperation({ summary: does }),
    ApiExtraModels(problemType, ...bodies.flatMap(({ type }) => type ?? [])),
    ...bodies.map(({ status, type }) =>
      ApiResponse({ status, description: describe(status), ...(type && { type }) }),
    ),
    ...Object.entries(lines).map(([status, description]) =>
      ApiResponse({
        status: Number(status),
        description: describe(Number(status)),
        content: { [JSON_LINES]: { schema: { type: 'object', description } } },
      }),
    ),
    ...Object.entries(files).map(([status, mediaType]) =>
      ApiResponse({
        status: Number(status),
        description: describe(Number(status)),
        content: { [mediaType]: { schema: { type: 'string' } } },
      }),
    ),
    ...[...fails, ...always].map((status) =>
      ApiResponse({
        status,
        description: describe(status),
        content: { 'application/problem+json': { schema: { $ref: getSchemaPath(problemType) } } },
      }),
    ),
  );
}

/** Not Node's words for a status, which differ between its versions. */
const MEANINGS: Readonly<Record<number, string>> = {
  200: 'Done.',
  201: 'It was made.',
  202: 'It was begun.',
  204: 'Done; there is nothing to say.',
  400: 'Something in the request is not right. Every field, parameter or header that is wrong is named in `errors`.',
  403: 'Who is signed in may not do this, or the request does not come from the console.',
  404: 'There is no such thing.',
  409: 'It does not go together with what is there; `detail` says what to do.',
  413: 'The body is too large.',
  415: 'The body is of a type that this address does not take.',
  500: 'The service failed.',
  503: 'The database cannot be reached or is too busy. Try again after `Retry-After`.',
};

function meaningOf(status: number): string {
  const meaning = MEANINGS[status];
  if (meaning === undefined) throw new Error(`Write down what ${status} means.`);
  return meaning;
}
