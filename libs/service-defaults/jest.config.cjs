module.exports = require('../../jest.preset.cjs')('service-defaults', __dirname);
