// One shared system: the tests of one file after those of another.
module.exports = {
  ...require('../jest.preset.cjs'),
  displayName: 'e2e',
  rootDir: __dirname,
  maxWorkers: 1,
  testTimeout: 120_000,
};
