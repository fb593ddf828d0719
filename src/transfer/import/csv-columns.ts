import { parsePath } from '@flosum/scim-filter';
import type { Filter, PatchPath } from '@flosum/scim-filter';
import { resolveAttribute, spellAttribute } from '@flosum/scim-schema';
import type { AttributeDefinition, JsonValue, ResolvedAttribute, ResourceType } from '@flosum/scim-schema';
import { InvalidColumnsError } from './invalid-columns.error.js';
import type { ColumnProblem } from './invalid-columns.error.js';

/** What a column of a CSV file is about. */
export interface CsvColumn {
  /** As PATCH spells it. */
  readonly path: string;
  readonly target: ResolvedAttribute;
  /** For an element of a list: what tells it from the others, such as `{type: 'work'}`. */
  readonly element?: Readonly<Record<string, JsonValue>>;
  /** What a cell holds. */
  readonly leaf: AttributeDefinition;
}

/** Headings that people write. */
const SHORT_FORMS: Readonly<Record<string, string>> = {
  email: 'emails[type eq "work"].value',
  'work email': 'emails[type eq "work"].value',
  'home email': 'emails[type eq "home"].value',
  'work phone': 'phoneNumbers[type eq "work"].value',
  'mobile phone': 'phoneNumbers[type eq "mobile"].value',
  'first name': 'name.givenName',
  'last name': 'name.familyName',
};

/**
 * Understands the headings of a CSV file: paths of attributes of the tenant's User, as in the mappings of an identity
 * provider, and a few short forms.
 *
 * @throws {@link InvalidColumnsError} naming every column that is not understood.
 */
export function readColumns(type: ResourceType, headings: readonly string[]): readonly CsvColumn[] {
  const problems: ColumnProblem[] = [];
  const columns = headings.flatMap((heading) => {
    const column = readColumn(type, heading.trim());
    if (typeof column !== 'string') return [column];
    problems.push({ column: heading.trim().slice(0, 200), problem: column });
    return [];
  });
  const paths = columns.map(({ path }) => path);
  for (const path of new Set(paths.filter((one, index) => paths.indexOf(one) !== index))) {
    problems.push({ column: path, problem: 'is there twice' });
  }
  if (problems.length === 0 && !paths.includes('userName') && !paths.includes('externalId')) {
    problems.push({
      column: 'userName',
      problem: 'is missing: a column userName or externalId tells who it is',
    });
  }
  if (problems.length > 0) throw new InvalidColumnsError(problems);
  return columns;
}

/** @returns What is wrong with it, if something is. */
function readColumn(type: ResourceType, heading: string): CsvColumn | string {
  if (heading === '') return 'has no name';
  const parsed = parse(SHORT_FORMS[heading.toLowerCase()] ?? heading);
  const target = parsed && resolveAttribute(type, parsed.path);
  if (parsed === undefined || target === undefined) return 'is no attribute of a User of this tenant';
  const { attribute } = target;
  if (attribute.mutability === 'readOnly' || attribute.name === 'schemas')
    return 'is set by the service itself';
  if (parsed.filter !== undefined) return readElement(target, parsed.filter, parsed.subAttribute);
  if (attribute.multiValued) {
    return attribute.type === 'complex'
      ? `is a list: write which value of it, such as ${attribute.name}[type eq "work"].value`
      : 'is a list: import it from JSON lines';
  }
  const part = target.subAttribute ?? attribute.subAttributes?.find(({ name }) => name === 'value');
  if (attribute.type === 'complex' && part === undefined) {
    return `has parts: write which, such as ${attribute.name}.${attribute.subAttributes?.[0]?.name ?? 'value'}`;
  }
  const whole = part === undefined ? target : { ...target, subAttribute: part };
  return { path: spellAttribute(whole), target: whole, leaf: part ?? attribute };
}

function readElement(
  target: ResolvedAttribute,
  filter: Filter,
  partName: string | undefined,
): CsvColumn | string {
  const parts = target.attribute.subAttributes ?? [];
  const part = parts.find(({ name }) => name.toLowerCase() === (partName ?? 'value').toLowerCase());
  if (part === undefined || target.subAttribute !== undefined)
    return 'is no attribute of a User of this tenant';
  const label = filter.kind === 'compare' && filter.operator === 'eq' ? filter : undefined;
  const name = parts.find((one) => one.name.toLowerCase() === label?.path.attribute.toLowerCase())?.name;
  if (label === undefined || (name !== 'type' && name !== 'primary')) {
    return `chooses a value in a way that is not understood: write ${target.attribute.name}[type eq "work"].${part.name}`;
  }
  const value = name === 'primary' ? String(label.value).toLowerCase() === 'true' : label.value;
  return {
    path: `${spellAttribute(target)}[${name} eq ${JSON.stringify(value)}].${part.name}`,
    target,
    element: { [name]: value },
    leaf: part,
  };
}

function parse(text: string): PatchPath | undefined {
  try {
    return parsePath(text);
  } catch {
    return undefined;
  }
}
