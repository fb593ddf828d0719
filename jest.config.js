/** @type {import('jest').Config} */
export default {
  testMatch: [
    '**/*.spec.ts',
    '**/*.db-spec.ts',
    '**/*.e2e-spec.ts',
    '**/*.exchange-spec.ts',
    '**/*.conformance-spec.ts',
    '**/*.journey-spec.ts',
  ],
  testPathIgnorePatterns: ['/node_modules/', '/dist/'],
  modulePathIgnorePatterns: ['/dist/'],
  testEnvironmentOptions: { customExportConditions: ['flosum-source', 'node', 'node-addons'] },
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
          target: 'es2023',
        },
        module: { type: 'es6' },
      },
    ],
  },
  globalSetup: './test/harness/global-setup.js',
  globalTeardown: './test/harness/global-teardown.js',
  setupFilesAfterEnv: ['./test/harness/leaks-are-failures.ts'],
  reporters: ['default', '<rootDir>/test/conformance/conformance-reporter.js'],
  maxWorkers: '100%',
  testTimeout: 20_000,
  // Modules of test files stay in memory until their worker ends, and collecting garbage gets slower with them.
  workerIdleMemoryLimit: '1GB',
};
