import {
  InvalidPathError,
  PATCH_OP_URN,
  readResource,
  USER_RESOURCE_TYPE,
  USER_URN,
} from '@flosum/scim-schema';
import { applyPatch, prepareOperations, readOperations } from './index.js';

const user = readResource(USER_RESOURCE_TYPE, { schemas: [USER_URN], userName: 'jo', active: true });

function patch(operation: object): unknown {
  const operations = readOperations({ schemas: [PATCH_OP_URN], Operations: [operation] });
  return applyPatch(USER_RESOURCE_TYPE, user, prepareOperations(USER_RESOURCE_TYPE, operations)).resource
    .active;
}

// A disable that is answered with success and not applied keeps a person signed in who has left.
describe('a path that misses active by a letter', () => {
  it.each([
    'User.active',
    'userName.value',
    'active.foo',
    'active.value',
    'urn:ietf:params:scim:schemas:core:2.0:User.active',
    'name.active',
  ])('is refused: %s', (path) => {
    expect(() => patch({ op: 'Replace', path, value: 'False' })).toThrow(InvalidPathError);
    expect(() => patch({ op: 'Replace', value: { [path]: 'False' } })).toThrow(InvalidPathError);
  });

  it.each([
    'urn:ietf:params:scim:schemas:core:2.0User:active',
    'urn:ietf:params:scim:schemas:core:2.0:User:active',
    'URN:IETF:params:scim:schemas:core:2.0:user:ACTIVE',
  ])('is understood where only a colon is missing, as in a sample of Microsoft: %s', (path) => {
    expect(patch({ op: 'Replace', path, value: 'False' })).toBe(false);
    expect(patch({ op: 'Replace', value: { [path]: 'False' } })).toBe(false);
  });

  it.each(['shoeSize', 'urn:ietf:params:scim:schemas:extension:acme:2.0:User:active', 'name.shoeSize'])(
    'is not meant by a mapping of the tenant, which is ignored: %s',
    (path) => {
      expect(patch({ op: 'Replace', path, value: 'False' })).toBe(true);
    },
  );
});
