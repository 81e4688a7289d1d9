'use strict';
const fs = require('node:fs');
const path = require('node:path');

// ECMAScript-module-only packages: Jest loads CommonJS, so these are compiled like our own sources.
const esmOnly = ['jose', 'postal-mime'];

/** The packages in node_modules that are compiled. */
const compiling = (...packages) => ({
  transformIgnorePatterns: [`/node_modules/(?!(${[...esmOnly, ...packages].join('|')})/)`],
});

/** SWC instead of type checks (that is `nx typecheck`), the libraries from source. */
const shared = {
  testEnvironment: 'node',
  testTimeout: 30_000,
  reporters: ['default', path.join(__dirname, 'tools/jest-reporter.cjs')],
  transform: {
    '^.+\\.[cm]?[jt]sx?$': [
      '@swc/jest',
      {
        sourceMaps: 'inline',
        jsc: {
          target: 'es2022',
          parser: { syntax: 'typescript', tsx: true },
          transform: { react: { runtime: 'automatic' } },
        },
        module: { type: 'commonjs' },
      },
    ],
  },
  ...compiling(),
  moduleNameMapper: {
    '^@tenantry/service-defaults/(dead-letters|operations|telemetry)$': path.join(
      __dirname,
      'libs/service-defaults/src/$1/index.ts',
    ),
    '^@tenantry/(contracts|domain|messaging|service-defaults|testing)$': path.join(
      __dirname,
      'libs/$1/src/index.ts',
    ),
  },
};

// What takes minutes has a target of its own, `test:long`.
const isTest = (file) => file.endsWith('.test.ts') && !file.endsWith('.long.test.ts');

const testFiles = (rootDir) =>
  ['.', 'src', 'test'].flatMap((folder) => {
    const full = path.join(rootDir, folder);
    if (!fs.existsSync(full)) return [];
    return fs
      .readdirSync(full, { recursive: folder !== '.', encoding: 'utf8' })
      .filter(isTest)
      .map((file) => path.join(full, file))
      .sort();
  });

/** Replaces modules, and so needs them for itself. */
const standsAlone = (file) => fs.readFileSync(file, 'utf8').includes('jest.mock(');

const together = ['first', 'second'].map((part) =>
  path.join(__dirname, 'tools', 'together', `${part}.test.cjs`),
);

/**
 * Which files are tests. By hand each is one of Jest's, which loads every module anew for it. `npm test` sets
 * TEST_TOGETHER: then they are parts of one, and each module is loaded once for a project.
 * @param isSecond which of them run beside the others, in a worker of their own
 */
const tests = (rootDir, isSecond = () => false) => {
  const files = testFiles(rootDir);
  if (!process.env.TEST_TOGETHER) return { testMatch: files };
  const joined = files.filter((file) => !standsAlone(file));
  const testParts = [false, true]
    .map((second) => joined.filter((file) => isSecond(path.basename(file)) === second))
    .filter((part) => part.length > 0);
  return {
    roots: [rootDir, path.dirname(together[0])],
    testMatch: [...together.slice(0, testParts.length), ...files.filter(standsAlone)],
    globals: { testParts },
    verbose: false,
  };
};

/**
 * Jest's settings of a project.
 * @param own what is different there; `isSecond` as for {@link tests}
 */
module.exports = (displayName, rootDir, { isSecond, ...own } = {}) => ({
  ...shared,
  displayName,
  rootDir,
  ...tests(rootDir, isSecond),
  ...own,
});

module.exports.compiling = compiling;
