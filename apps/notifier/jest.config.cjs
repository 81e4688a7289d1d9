const preset = require('../../jest.preset.cjs');

module.exports = {
  ...preset,
  displayName: 'notifier',
  rootDir: __dirname,
  // Jest's CommonJS has no import(), with which this package loads react-dom: compiled like the modules in the preset.
  transformIgnorePatterns: preset.transformIgnorePatterns.map((pattern) =>
    pattern.replace('(jose|', '(jose|@react-email/render|'),
  ),
};
