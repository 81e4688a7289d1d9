module.exports = require('../../jest.preset.cjs')('audit-printer', __dirname);
