import { InvalidFilterError, splitAttributePath } from '@flosum/scim-schema';
import type { AttributePath } from '@flosum/scim-schema';
import { COMPARISON_OPERATORS } from './filter.js';
import type { ComparisonFilter, ComparisonOperator, Filter, FilterValue, PatchPath } from './filter.js';
import { markPosition } from './filter-position.js';
import { Lexer } from './lexer.js';
import type { Token } from './lexer.js';

/** Bounds of what a caller may send; far above what any identity provider writes. */
export const MAX_FILTER_LENGTH = 10_000;
export const MAX_FILTER_DEPTH = 32;
export const MAX_FILTER_TERMS = 200;

const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
const SUB_ATTRIBUTE = /^\.([A-Za-z$][\w$-]*)$/;

/**
 * Recursive descent over the grammar of RFC 7644 figure 1. Each method is named after the rule that it reads.
 *
 * Outside of the grammar, two forms are read: more blanks than one, and `emails[type eq "work"].value eq "x"`, which
 * Entra ID sends. The latter becomes `emails[type eq "work" and value eq "x"]`, so that both conditions speak of the
 * same value.
 */
export class FilterParser {
  private readonly lexer: Lexer;
  private token: Token;
  private depth = 0;
  private terms = 0;
  private insideBrackets = false;

  constructor(text: string) {
    if (text.length > MAX_FILTER_LENGTH) {
      throw new InvalidFilterError(`it is longer than ${MAX_FILTER_LENGTH} characters`, MAX_FILTER_LENGTH);
    }
    this.lexer = new Lexer(text);
    this.token = this.lexer.next();
  }

  readFilter(): Filter {
    const filter = this.filter();
    if (this.token.kind !== 'end')
      this.fail(`nothing was expected behind the filter, but ${this.found()} is there`);
    return filter;
  }

  readPath(): PatchPath {
    const path = this.attrPath();
    if (this.token.kind === 'end') return { path };
    const filter = this.bracketedFilter(path);
    const subAttribute = this.subAttribute();
    if (this.kind() !== 'end')
      this.fail(`nothing was expected behind the path, but ${this.found()} is there`);
    return { path, filter, ...(subAttribute !== undefined && { subAttribute }) };
  }

  private filter(): Filter {
    return this.logical('or', () => this.logical('and', () => this.factor()));
  }

  private logical(kind: 'and' | 'or', operand: () => Filter): Filter {
    const { position } = this.token;
    const operands = [operand()];
    while (this.isWord(kind)) {
      this.advance();
      operands.push(operand());
    }
    const [only] = operands;
    return operands.length === 1 && only !== undefined ? only : markPosition({ kind, operands }, position);
  }

  private factor(): Filter {
    const { position, kind } = this.token;
    if (kind === '(') return this.group();
    if (this.isWord('not')) {
      this.advance();
      if (this.kind() !== '(') this.fail('"(" was expected behind "not"');
      return markPosition({ kind: 'not', operand: this.group() }, position);
    }
    return this.attrExp();
  }

  private group(): Filter {
    this.enter();
    this.advance();
    const filter = this.filter();
    if (this.token.kind !== ')') this.fail(`")" was expected, but ${this.found()} is there`);
    this.advance();
    this.depth -= 1;
    return filter;
  }

  private attrExp(): Filter {
    const { position } = this.token;
    this.terms += 1;
    if (this.terms > MAX_FILTER_TERMS) this.fail(`it has more than ${MAX_FILTER_TERMS} conditions`);
    const path = this.attrPath();
    if (this.token.kind !== '[') return markPosition(this.condition(path), position);

    const filter = this.bracketedFilter(path);
    const subAttribute = this.subAttribute();
    const operands: Filter[] = [filter];
    if (subAttribute !== undefined) {
      operands.push(markPosition(this.condition({ attribute: subAttribute }), position));
    }
    const inner: Filter = operands.length === 1 ? filter : markPosition({ kind: 'and', operands }, position);
    return markPosition({ kind: 'valuePath', path, filter: inner }, position);
  }

  /** `[` valFilter `]`, within which no other bracket can stand. */
  private bracketedFilter(path: AttributePath): Filter {
    if (this.token.kind !== '[') this.fail(`an operator or "[" was expected, but ${this.found()} is there`);
    if (this.insideBrackets || path.subAttribute !== undefined) this.fail('"[" cannot stand here');
    this.enter();
    this.advance();
    this.insideBrackets = true;
    const filter = this.filter();
    this.insideBrackets = false;
    if (this.kind() !== ']') this.fail(`"]" was expected, but ${this.found()} is there`);
    this.advance();
    this.depth -= 1;
    return filter;
  }

  private subAttribute(): string | undefined {
    if (this.token.kind !== 'word' || this.token.spaced || !this.token.text.startsWith('.')) return undefined;
    const name = SUB_ATTRIBUTE.exec(this.token.text)?.[1];
    if (name === undefined) this.fail('the name of a sub-attribute was expected behind "."');
    this.advance();
    return name;
  }

  private attrPath(): AttributePath {
    if (this.token.kind !== 'word')
      this.fail(`the name of an attribute was expected, but ${this.found()} is there`);
    const path = splitAttributePath(this.token.text);
    if (path === undefined) this.fail('this is not the name of an attribute');
    this.advance();
    return path;
  }

  private condition(path: AttributePath): Filter {
    if (this.token.kind !== 'word') this.fail(`an operator was expected, but ${this.found()} is there`);
    const word = this.token.text.toLowerCase();
    if (word === 'pr') {
      this.advance();
      return { kind: 'present', path };
    }
    const operator = COMPARISON_OPERATORS.find((known) => known === word);
    if (operator === undefined) this.fail(`"${this.token.text.slice(0, 40)}" is not an operator`);
    this.advance();
    return this.comparison(path, operator);
  }

  private comparison(path: AttributePath, operator: ComparisonOperator): ComparisonFilter {
    const value = this.compValue();
    this.advance();
    return { kind: 'compare', path, operator, value };
  }

  private compValue(): FilterValue {
    const { kind, text } = this.token;
    if (kind === 'string') return text;
    if (kind === 'word') {
      if (text === 'true') return true;
      if (text === 'false') return false;
      if (text === 'null') return null;
      if (NUMBER.test(text) && Number.isFinite(Number(text))) return Number(text) + 0; // -0 is 0.
      this.fail('a value was expected: a text in double quotes, a number, true, false or null');
    }
    this.fail('a value was expected');
  }

  private enter(): void {
    this.depth += 1;
    if (this.depth > MAX_FILTER_DEPTH) this.fail('it is nested too deeply');
  }

  private advance(): void {
    this.token = this.lexer.next();
  }

  /** Read through a call, since the compiler does not know that `advance` changes the token. */
  private kind(): Token['kind'] {
    return this.token.kind;
  }

  private isWord(word: string): boolean {
    return this.token.kind === 'word' && this.token.text.toLowerCase() === word;
  }

  private found(): string {
    return this.token.kind === 'end' ? 'the end' : `"${this.token.text.slice(0, 40)}"`;
  }

  private fail(problem: string): never {
    throw new InvalidFilterError(problem, this.token.position);
  }
}
