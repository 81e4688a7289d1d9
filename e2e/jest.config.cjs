const path = require('node:path');

/** Stories of whoever operates the installation: what one does to it, all others of them see. */
const operators = [
  'audit',
  'dead-letters',
  'first-life',
  'inactivity',
  'observability',
  'screens',
  'services',
];
/** Stories that could run beside those of the operators or after them: here the two take about as long. */
const evens = ['access', 'diagnosis', 'help', 'sessions'];
const second = new Set([...operators, ...evens].map((story) => `${story}.test.ts`));

// One shared system. By hand one story is enough at a time.
module.exports = require('../jest.preset.cjs')('e2e', __dirname, {
  isSecond: (file) => second.has(file),
  maxWorkers: process.env.TEST_TOGETHER ? 2 : 1,
  testTimeout: 120_000,
  globalSetup: path.join(__dirname, 'harness/global-setup.cjs'),
  globalTeardown: path.join(__dirname, 'harness/global-teardown.cjs'),
});
