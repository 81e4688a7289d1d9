import nx from '@nx/eslint-plugin';
import tseslint from 'typescript-eslint';

/** Who may import whom (design: libraries point down, apps never import apps). */
const boundariesWith = (allow) => [
  'error',
  {
    allow,
    depConstraints: constraints,
    enforceBuildableLibDependency: false,
    // The starter loads it late, once it is installed; what runs after that imports it.
    checkDynamicDependenciesExceptions: ['@tenantry/messaging'],
  },
];
const constraints = [
  { sourceTag: 'type:domain', onlyDependOnLibsWithTags: [] },
  { sourceTag: 'type:contracts', onlyDependOnLibsWithTags: [] },
  {
    sourceTag: 'type:infrastructure',
    onlyDependOnLibsWithTags: ['type:contracts', 'type:infrastructure', 'type:testing'],
  },
  {
    sourceTag: 'type:testing',
    onlyDependOnLibsWithTags: ['type:contracts', 'type:domain', 'type:infrastructure'],
  },
  {
    sourceTag: 'type:service',
    onlyDependOnLibsWithTags: ['type:domain', 'type:contracts', 'type:infrastructure', 'type:testing'],
  },
  {
    sourceTag: 'type:web',
    onlyDependOnLibsWithTags: ['type:contracts', 'type:infrastructure', 'type:testing'],
  },
  { sourceTag: 'type:example', onlyDependOnLibsWithTags: ['type:contracts', 'type:testing'] },
  {
    sourceTag: 'type:tools',
    onlyDependOnLibsWithTags: ['type:contracts', 'type:domain', 'type:infrastructure', 'type:testing'],
  },
];

export default tseslint.config(
  {
    ignores: [
      '**/dist/**',
      '**/node_modules/**',
      '**/.local/**',
      '**/*.cjs',
      '**/*.mjs',
      '**/api/schema/*.ts',
    ],
  },
  // What needs types, and React's rules, which need its compiler, are oxlint's: .oxlintrc.json.
  ...tseslint.configs.recommended,
  {
    files: ['**/*.ts', '**/*.tsx'],
    plugins: { '@nx': nx },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@nx/enforce-module-boundaries': boundariesWith([]),
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      'max-lines': ['error', { max: 250, skipBlankLines: true, skipComments: true }],
      'no-console': 'error',
      'no-restricted-syntax': [
        'error',
        {
          selector: "MemberExpression[object.name='process'][property.name='env']",
          message: 'Read the environment once, in config.ts.',
        },
      ],
    },
  },
  {
    files: [
      '**/main.ts',
      '**/config.ts',
      '**/telemetry.ts',
      '**/seed.ts',
      '**/bootstrap.ts',
      '**/replay.ts',
      'tools/**/*.ts',
      'e2e/**/*.ts',
      'libs/testing/**/*.ts',
      'examples/**/*.ts',
    ],
    rules: { 'no-restricted-syntax': 'off', 'no-console': 'off' },
  },
  {
    files: ['apps/admin-web/**/*.{ts,tsx}'],
    rules: {
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    files: ['apps/admin-web/src/**/*.{ts,tsx}'],
    ignores: ['apps/admin-web/src/ui/**'],
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [{ group: ['@mantine/*'], message: 'Screens import the console’s own ui/.' }] },
      ],
    },
  },
  // Rules stay pure, and contracts can be taken by others for the price of zod; their tests may use more.
  ...[
    { library: 'domain', regex: '^(?!\\.)', message: 'The domain imports nothing from npm or Node.' },
    { library: 'contracts', regex: '^(?!\\.|zod$)', message: 'Contracts import nothing but zod.' },
  ].map(({ library, ...pattern }) => ({
    files: [`libs/${library}/src/**/*.ts`],
    rules: { 'no-restricted-imports': ['error', { patterns: [pattern] }] },
  })),
  {
    // The browser tests start the system as `npm start` does, and tools read the workspace's version.
    files: ['e2e/**/*.ts', 'tools/**/*.ts'],
    rules: {
      '@nx/enforce-module-boundaries': boundariesWith([
        '../tools/**',
        '../../tools/**',
        '../../package.json',
      ]),
    },
  },
);
