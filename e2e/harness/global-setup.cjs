'use strict';
const { require: load } = require('tsx/cjs/api');

/** Jest: before the first browser test. Jest's own transformation does not know the workspace's names here. */
module.exports = async () => {
  const { startSharedSystem } = load('./shared-system.ts', __filename);
  globalThis.stopSharedSystem = await startSharedSystem();
};
