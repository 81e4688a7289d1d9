const jestOf = require('../../jest.preset.cjs');

// Jest's CommonJS has no import(), with which this package loads react-dom.
module.exports = jestOf('notifier', __dirname, jestOf.compiling('@react-email/render'));
