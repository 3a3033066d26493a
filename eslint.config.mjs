import nx from '@nx/eslint-plugin';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

/** Which project may import which. Tags sit in each project.json; a planted violation proves the rule awake (tools/test). */
const depConstraints = [
  {
    sourceTag: 'type:app',
    onlyDependOnLibsWithTags: ['type:context', 'type:platform', 'type:core', 'type:contract', 'type:ui'],
  },
  {
    sourceTag: 'type:context',
    onlyDependOnLibsWithTags: ['type:context', 'type:platform', 'type:core', 'type:contract'],
  },
  { sourceTag: 'type:platform', onlyDependOnLibsWithTags: ['type:platform', 'type:contract'] },
  {
    sourceTag: 'type:core',
    onlyDependOnLibsWithTags: ['type:core', 'type:contract'],
    bannedExternalImports: ['@nestjs/*', 'typeorm', 'react', 'react-dom', 'socket.io'],
  },
  { sourceTag: 'type:contract', onlyDependOnLibsWithTags: ['type:contract'] },
  { sourceTag: 'type:ui', onlyDependOnLibsWithTags: ['type:ui', 'type:contract'] },
  { sourceTag: 'type:testing', onlyDependOnLibsWithTags: ['type:testing', 'type:contract'] },
  {
    sourceTag: 'env:web',
    onlyDependOnLibsWithTags: ['env:web', 'env:any'],
    bannedExternalImports: ['@nestjs/*', 'typeorm', 'pg'],
  },
  { sourceTag: 'env:node', onlyDependOnLibsWithTags: ['env:node', 'env:any'] },
  { sourceTag: 'env:any', onlyDependOnLibsWithTags: ['env:any'] },
  { sourceTag: 'scope:shared', onlyDependOnLibsWithTags: ['scope:shared'] },
  { sourceTag: 'scope:accounts', onlyDependOnLibsWithTags: ['scope:shared', 'scope:accounts'] },
  { sourceTag: 'scope:prompts', onlyDependOnLibsWithTags: ['scope:shared', 'scope:accounts', 'scope:prompts'] },
  {
    sourceTag: 'scope:live',
    onlyDependOnLibsWithTags: ['scope:shared', 'scope:accounts', 'scope:prompts', 'scope:live'],
  },
  {
    sourceTag: 'scope:scoring',
    onlyDependOnLibsWithTags: ['scope:shared', 'scope:accounts', 'scope:prompts', 'scope:live', 'scope:scoring'],
  },
  {
    sourceTag: 'scope:review',
    onlyDependOnLibsWithTags: ['scope:shared', 'scope:accounts', 'scope:prompts', 'scope:live', 'scope:review'],
  },
  {
    sourceTag: 'scope:progress',
    onlyDependOnLibsWithTags: ['scope:shared', 'scope:accounts', 'scope:prompts', 'scope:live', 'scope:progress'],
  },
];
/** Specs and testing.ts may also reach the test helpers. */
const specConstraints = depConstraints.map((c) => ({
  ...c,
  onlyDependOnLibsWithTags: [...c.onlyDependOnLibsWithTags, 'type:testing'],
}));
const boundaries = (constraints) => [
  'error',
  { allow: [], enforceBuildableLibDependency: false, depConstraints: constraints },
];

const testingImport = {
  group: ['@debrief/*/testing', '@debrief/server/*/testing', '@debrief/testing'],
  message: 'Test helpers belong to specs and testing.ts only.',
};
const fullZod = {
  name: 'zod',
  message: "Write schemas with 'zod/mini': full zod costs the browser four times as much.",
};
const specs = ['**/*.spec.ts', '**/*.spec.tsx', '**/*-spec.ts', '**/testing.ts', '**/src/testing/**', 'apps/e2e/**'];

export default tseslint.config(
  { ignores: ['**/dist', '**/tmp', '**/node_modules', '**/.nx', '**/data'] },
  {
    files: ['**/*.ts', '**/*.tsx', '**/*.mts'],
    extends: [tseslint.configs.base],
    plugins: { '@nx': nx, '@typescript-eslint': tseslint.plugin },
    rules: {
      '@nx/enforce-module-boundaries': boundaries(depConstraints),
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': [
        'error',
        { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false },
      ],
      'no-restricted-imports': ['error', { paths: [fullZod], patterns: [testingImport] }],
      'no-console': 'error',
      eqeqeq: 'error',
      'prefer-const': 'error',
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportDefaultDeclaration', message: 'Named exports only.' },
        { selector: "Property[key.name='cascade']", message: 'No cascades: write each row you mean.' },
        { selector: "Property[key.name='synchronize'][value.value=true]", message: 'Migrations only.' },
      ],
    },
  },
  {
    files: [
      'apps/api/src/**/*.ts',
      'libs/server/**/*.ts',
      'libs/client/**/*.ts',
      'libs/live-core/**/*.ts',
      'apps/web/src/**/*.ts',
      'apps/web/src/**/*.tsx',
    ],
    languageOptions: {
      parserOptions: { project: ['./tsconfig.node.json', './tsconfig.web.json'], tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
    },
  },
  {
    files: ['apps/web/**/*.tsx', 'apps/web/**/*.ts', 'libs/ui/**/*.tsx'],
    plugins: { 'react-hooks': reactHooks },
    rules: { 'react-hooks/rules-of-hooks': 'error', 'react-hooks/exhaustive-deps': 'error' },
  },
  {
    files: specs,
    rules: {
      '@nx/enforce-module-boundaries': boundaries(specConstraints),
      'no-restricted-imports': ['error', { paths: [fullZod] }],
      'no-console': 'off',
    },
  },
  // Nest's dependency injection reads parameter types at run time, so they cannot all be type imports.
  {
    files: ['libs/server/**/*.ts', 'apps/api/**/*.ts'],
    rules: { '@typescript-eslint/consistent-type-imports': 'off' },
  },
  {
    files: ['**/*.config.ts', '**/*.config.mts', 'apps/e2e/src/journeys/support/server-up.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
);
