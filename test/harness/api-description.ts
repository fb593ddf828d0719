import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { OpenAPIObject } from '@nestjs/swagger';

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

interface DescribedAnswer {
  readonly content?: Readonly<Record<string, { readonly schema: object }>>;
}

export interface DescribedOperation {
  readonly summary?: string;
  readonly tags?: readonly string[];
  readonly security?: readonly object[];
  readonly responses: Readonly<Record<string, DescribedAnswer>>;
}

/** Compares answers with what the OpenAPI document says of them. */
export class ApiDescription {
  /** By verb and path, such as `get /api/v1/operator/tenants/{tenant}`. */
  readonly operations: ReadonlyMap<string, DescribedOperation>;

  private readonly ajv = new Ajv2020({ strict: true, allErrors: true, allowUnionTypes: true });

  constructor(document: OpenAPIObject) {
    this.operations = new Map(
      Object.entries(document.paths).flatMap(([path, verbs]) =>
        Object.entries(verbs).map(([verb, operation]) => [
          `${verb} ${path}`,
          operation as DescribedOperation,
        ]),
      ),
    );
    (addFormats as unknown as (ajv: Ajv2020) => void)(this.ajv);
    // Words for people and for tools that are not about the value.
    this.ajv.addVocabulary(['example', 'components']);
    this.ajv.addSchema({
      $id: 'document',
      components: { schemas: closed(document.components?.schemas ?? {}) },
    });
  }

  /**
   * @param operation - A key of {@link operations}.
   * @returns What is not as the document says, in words; nothing when all is.
   */
  findDifferences(operation: string, { status, headers, text }: Answer): readonly string[] {
    const described = this.operations.get(operation)?.responses[status];
    if (described === undefined) return [`${operation} is not described with the status ${status}`];
    const [mediaType = ''] = (headers['content-type'] ?? '').split(';');
    if (described.content === undefined) return text === '' ? [] : [`${operation} has a body`];
    const schema = described.content[mediaType]?.schema;
    if (schema === undefined) return [`${operation} answers ${status} as "${mediaType}"`];
    const bodies = mediaType === 'application/jsonl' ? text.trimEnd().split('\n') : [text];
    return bodies.flatMap((body) => {
      const valid = this.ajv.validate(withDocument(schema), JSON.parse(body));
      return valid ? [] : [`${operation} ${status}: ${this.ajv.errorsText()}`];
    });
  }
}

/** Members that the document does not know are a difference too. */
function closed(schemas: object): object {
  return Object.fromEntries(
    Object.entries(schemas).map(([name, schema]: [string, object]) => [
      name,
      { ...schema, additionalProperties: false },
    ]),
  );
}

function withDocument(schema: object): object {
  return JSON.parse(JSON.stringify(schema).replaceAll('"#/components', '"document#/components')) as object;
}
