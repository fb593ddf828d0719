import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { examples } from './examples.js';
import { formatTable } from './format-table.js';
import type { OperatorClient } from './operator-client.js';
import type { Print } from './print.js';

interface Attribute {
  readonly name: string;
  readonly type: string;
  readonly multiValued: boolean;
}

interface Extension {
  readonly id: string;
  readonly name: string;
  readonly attributes: readonly Attribute[];
}

/** A file that does not hold what the command needs. */
export class UnreadableFileError extends Error {
  /** @param message - What is wrong with the file, for the person at the terminal. */
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'UnreadableFileError';
  }
}

/** `extension list`, `extension put` and `extension remove`. */
export function addExtensionCommands(program: Command, client: () => OperatorClient, print: Print): void {
  const extension = program.command('extension').description("what a tenant adds to SCIM's User");

  extension
    .command('list')
    .description('all attributes of all extensions')
    .argument('<tenant>', 'slug or id')
    .addHelpText('after', examples('extension list acme'))
    .action(async (tenant: string) => {
      const list = await client().call<{ items: readonly Extension[] }>('GET', pathOf(tenant));
      const rows = list.items.flatMap(({ id, name, attributes }) =>
        attributes.map((attribute) => [id, name, attribute.name, typeOf(attribute)]),
      );
      print(formatTable(['URN', 'NAME', 'ATTRIBUTE', 'TYPE'], rows), list);
    });

  extension
    .command('put')
    .description('make an extension, or change it')
    .argument('<tenant>', 'slug or id')
    .argument('<file>', 'JSON: {"id": "urn:…", "name": "…", "attributes": [{"name": "…"}]}')
    .addHelpText('after', examples('extension put acme acme-user.json'))
    .action(async (tenant: string, file: string) => {
      const { id, ...definition } = await readDefinition(file);
      const stored = await client().call<Extension>('PUT', pathOf(tenant, id), definition);
      const rows = stored.attributes.map((attribute) => [attribute.name, typeOf(attribute)]);
      const table = formatTable(['ATTRIBUTE', 'TYPE'], rows);
      print(`${stored.id} has these attributes from the next request on:\n\n${table}`, stored);
    });

  extension
    .command('remove')
    .description('remove an extension of which no user has values')
    .argument('<tenant>', 'slug or id')
    .argument('<urn>', 'as "extension list" shows it')
    .addHelpText(
      'after',
      examples('extension remove acme urn:ietf:params:scim:schemas:extension:acme:2.0:User'),
    )
    .action(async (tenant: string, urn: string) => {
      await client().call('DELETE', pathOf(tenant, urn));
      print('Removed.');
    });
}

function pathOf(tenant: string, urn?: string): string {
  const list = `/tenants/${encodeURIComponent(tenant)}/schema-extensions`;
  return urn === undefined ? list : `${list}/${encodeURIComponent(urn)}`;
}

function typeOf({ type, multiValued }: Attribute): string {
  return multiValued ? `list of ${type}` : type;
}

/** @throws {@link UnreadableFileError} when it cannot be read, is no JSON object, or does not say its URN. */
async function readDefinition(file: string): Promise<{ readonly id: string }> {
  const definition = parseJson(file, await readText(file));
  if (typeof definition !== 'object' || definition === null || !('id' in definition)) {
    throw new UnreadableFileError(
      `${file} has to hold a JSON object with the URN of the extension as its "id".`,
    );
  }
  return { ...definition, id: String(definition.id) };
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new UnreadableFileError(`${file} cannot be read. (${reasonOf(error)})`, { cause: error });
  }
}

function parseJson(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UnreadableFileError(`${file} is not JSON. (${reasonOf(error)})`, { cause: error });
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
