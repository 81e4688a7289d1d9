'use strict';
const path = require('node:path');

// ECMAScript-module-only packages: Jest loads CommonJS, so these are compiled like our own sources.
const esmOnly = ['jose', 'postal-mime', 'better-sse'];

/** Shared Jest settings: SWC instead of type checks (that is `nx typecheck`), the libraries from source. */
module.exports = {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/{src,test}/**/*.test.ts', '<rootDir>/*.test.ts'],
  // What takes minutes has a target of its own, `test:long`.
  testPathIgnorePatterns: ['/node_modules/', '\\.long\\.test\\.ts$'],
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
  transformIgnorePatterns: [`/node_modules/(?!(${esmOnly.join('|')})/)`],
  moduleNameMapper: {
    '^@tenantry/service-defaults/(dead-letters|telemetry)$': path.join(
      __dirname,
      'libs/service-defaults/src/$1/index.ts',
    ),
    '^@tenantry/(contracts|domain|messaging|service-defaults|testing)$': path.join(
      __dirname,
      'libs/$1/src/index.ts',
    ),
  },
};
