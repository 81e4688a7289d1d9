module.exports = require('../../jest.preset.cjs')('tenancy', __dirname);
