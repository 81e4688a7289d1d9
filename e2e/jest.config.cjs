const path = require('node:path');

// One shared system: the tests of one file after those of another.
module.exports = require('../jest.preset.cjs')('e2e', __dirname, {
  maxWorkers: 1,
  testTimeout: 120_000,
  globalSetup: path.join(__dirname, 'harness/global-setup.cjs'),
  globalTeardown: path.join(__dirname, 'harness/global-teardown.cjs'),
});
