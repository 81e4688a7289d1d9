module.exports = { ...require('../../jest.preset.cjs'), displayName: 'audit-printer', rootDir: __dirname };
