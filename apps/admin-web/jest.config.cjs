module.exports = { ...require('../../jest.preset.cjs'), displayName: 'admin-web', rootDir: __dirname };
