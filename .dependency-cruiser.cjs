/**
 * Who may import whom, by folder (docs/architecture.md, "What stands where"). Imports run down, never back, and a room
 * is entered by its index.
 */
const rooms = {
  'src/scim': [
    'src/request-log',
    'src/auth',
    'src/oauth-clients',
    'src/users',
    'src/groups',
    'src/resources',
    'src/changes',
    'src/tenants',
    'src/http',
    'config',
  ],
  'src/operator': [
    'src/administration',
    'src/auth',
    'src/oauth-clients',
    'src/console-access',
    'src/transfer',
    'src/changes',
    'src/tenants',
    'src/audit',
    'src/http',
    'config',
  ],
  'src/administration': [
    'src/auth',
    'src/oauth-clients',
    'src/console-access',
    'src/transfer',
    'src/changes',
    'src/tenants',
    'src/http',
    'config',
  ],
  'src/oauth': ['src/auth', 'src/oauth-clients', 'src/tenants', 'src/http', 'config'],
  'src/console': [
    'src/administration',
    'src/console-access',
    'src/auth',
    'src/request-log',
    'src/oauth-clients',
    'src/users',
    'src/groups',
    'src/resources',
    'src/changes',
    'src/tenants',
    'src/audit',
    'src/http',
    'src/database',
    'config',
  ],
  'src/observability': ['src/database', 'config'],
  'src/auth': [
    'src/request-log',
    'src/oauth-clients',
    'src/tenants',
    'src/database',
    'config',
    'src/changes',
  ],
  'src/oauth-clients': ['src/tenants', 'src/audit', 'src/database', 'config'],
  'src/console-access': ['src/tenants', 'src/audit', 'src/database', 'config'],
  'src/transfer': [
    'src/users',
    'src/groups',
    'src/resources',
    'src/changes',
    'src/tenants',
    'src/audit',
    'src/database',
    'config',
  ],
  'src/request-log': ['src/changes', 'src/tenants', 'src/database', 'config'],
  'src/users': ['src/groups', 'src/resources', 'src/changes', 'src/tenants', 'src/database', 'config'],
  'src/groups': ['src/resources', 'src/changes', 'src/tenants', 'src/database', 'config'],
  'src/resources': ['src/changes', 'src/tenants', 'src/database'],
  'src/changes': ['src/database'],
  'src/tenants': ['src/audit', 'src/database', 'config'],
  'src/audit': ['src/database'],
  'src/http': ['src/database'],
  'src/database': ['config'],
  config: [],
};

const libs = {
  'libs/scim-schema': [],
  'libs/scim-filter': ['libs/scim-schema'],
  'libs/scim-patch': ['libs/scim-filter', 'libs/scim-schema'],
};

const below = (folder) => `^${folder}/`;
const anyOf = (folders) => folders.map(below).join('|');

const roomRules = Object.entries(rooms).map(([room, allowed]) => ({
  name: `from-${room.replace('/', '-')}`,
  severity: 'error',
  comment: `${room} may use ${allowed.join(', ') || 'no other room'}, the libs and packages.`,
  from: { path: below(room) },
  to: {
    path: '^(src|config|tools|test)/',
    pathNot: [below(room), ...allowed.map(below), '^src/config\\.token\\.ts$'],
  },
}));

const libRules = Object.entries(libs).map(([lib, allowed]) => ({
  name: `from-${lib.replace('/', '-')}`,
  severity: 'error',
  comment: `${lib} is pure: no Node, no packages, only ${allowed.join(', ') || 'itself'}.`,
  from: { path: below(lib), pathNot: '\\.spec\\.ts$' },
  to: { pathNot: [below(lib), ...allowed.map(below)].join('|') },
}));

const doors = [...Object.keys(rooms), ...Object.keys(libs), 'tools/identity-provider'].map((room) => ({
  name: `door-of-${room.replace('/', '-')}`,
  severity: 'error',
  comment: `${room} is entered by its index.`,
  from: { pathNot: below(room) },
  to: { path: below(room), pathNot: `^${room}/index\\.ts$` },
}));

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-unlisted-packages',
      severity: 'error',
      comment: 'The description of the API is written in a checkout, where Prettier is.',
      from: { path: '^(src|config|tools)/', pathNot: '\\.spec\\.ts$|^tools/openapi/' },
      to: {
        dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown', 'unknown'],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'identity-provider-stands-alone',
      severity: 'error',
      comment: 'It has to work against any SCIM server.',
      from: { path: below('tools/identity-provider') },
      to: { path: anyOf(['src', 'config', 'libs']) },
    },
    ...roomRules,
    ...libRules,
    ...doors,
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.test.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '/dist/' },
    enhancedResolveOptions: {
      conditionNames: ['flosum-source', 'import', 'node', 'default'],
      exportsFields: ['exports'],
    },
  },
};
