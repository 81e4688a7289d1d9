'use strict';
const path = require('node:path');

/** The tests of a part of a project's files as those of one file; `testParts` is given by jest.preset.cjs. */
module.exports = (part) => {
  for (const file of globalThis.testParts[part]) describe(path.basename(file), () => void require(file));
};
