import {
  InvalidFilterError,
  InvalidPathError,
  InvalidSyntaxError,
  InvalidValueError,
  MutabilityError,
  NoTargetError,
  ResourceNotFoundError,
  ScimError,
  UniquenessError,
  VersionMismatchError,
} from './index.js';

describe('ScimError', () => {
  // RFC 7644 section 3.12, tables 8 and 9.
  it.each([
    [new InvalidSyntaxError('x'), 'InvalidSyntaxError', 400, 'invalidSyntax'],
    [new InvalidValueError('x'), 'InvalidValueError', 400, 'invalidValue'],
    [new InvalidFilterError('x', 0), 'InvalidFilterError', 400, 'invalidFilter'],
    [new InvalidPathError('x'), 'InvalidPathError', 400, 'invalidPath'],
    [new NoTargetError('x'), 'NoTargetError', 400, 'noTarget'],
    [new MutabilityError('x'), 'MutabilityError', 400, 'mutability'],
    [new UniquenessError('userName'), 'UniquenessError', 409, 'uniqueness'],
    [new ResourceNotFoundError('User'), 'ResourceNotFoundError', 404, undefined],
    [new VersionMismatchError(), 'VersionMismatchError', 412, undefined],
  ])('%s has the status and keyword of RFC 7644', (error, name, status, scimType) => {
    expect(error).toBeInstanceOf(ScimError);
    expect(error).toMatchObject({ name, status, message: error.detail });
    expect(error.scimType).toBe(scimType);
  });

  it('counts the characters of a filter from 1, as people do', () => {
    expect(new InvalidFilterError('a value was expected', 11).detail).toBe(
      'Filter not understood at character 12: a value was expected.',
    );
  });

  it('keeps what helps the operator out of the words for the client', () => {
    const cause = new Error('duplicate key value violates unique constraint');
    const error = new UniquenessError('userName', { cause });

    expect(error.cause).toBe(cause);
    expect(error.detail).not.toContain('constraint');
  });
});
