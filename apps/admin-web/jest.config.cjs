module.exports = require('../../jest.preset.cjs')('admin-web', __dirname);
