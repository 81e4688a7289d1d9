module.exports = require('../../jest.preset.cjs')('messaging', __dirname);
