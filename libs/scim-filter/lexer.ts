import { InvalidFilterError } from '@flosum/scim-schema';

type TokenKind = 'word' | 'string' | '(' | ')' | '[' | ']' | 'end';

export interface Token {
  readonly kind: TokenKind;
  /** The word as written, or the string with its JSON escapes decoded. */
  readonly text: string;
  readonly position: number;
  /** Whether white space stands before it. */
  readonly spaced: boolean;
}

const BLANK = /[ \t\r\n]*/y;
const WORD = /[^\s()[\]"]+/y;
const STRING = /"(?:[^"\\]|\\.)*"/sy;

/**
 * Cuts the text of a filter or a path into tokens, one at a time, in time linear to its length.
 *
 * @throws {@link InvalidFilterError} for a string that is no JSON string.
 */
export class Lexer {
  private offset = 0;

  constructor(private readonly text: string) {}

  next(): Token {
    const start = this.offset;
    this.match(BLANK);
    const position = this.offset;
    const spaced = position > start;
    const character = this.text[position];
    if (character === undefined) return { kind: 'end', text: '', position, spaced };
    if (character === '(' || character === ')' || character === '[' || character === ']') {
      this.offset += 1;
      return { kind: character, text: character, position, spaced };
    }
    if (character === '"') return { kind: 'string', text: this.readString(position), position, spaced };
    return { kind: 'word', text: this.match(WORD), position, spaced };
  }

  private readString(position: number): string {
    const literal = this.match(STRING);
    if (literal === '')
      throw new InvalidFilterError('a string begins here and has no closing quote', position);
    try {
      return JSON.parse(literal) as string;
    } catch {
      throw new InvalidFilterError('the string that begins here is no valid JSON string', position);
    }
  }

  private match(pattern: RegExp): string {
    pattern.lastIndex = this.offset;
    const found = pattern.exec(this.text)?.[0] ?? '';
    this.offset += found.length;
    return found;
  }
}
