'use strict';
const path = require('node:path');

// The tests of a project as parts of one file; `testFiles` is given by jest.preset.cjs.
for (const file of globalThis.testFiles) describe(path.basename(file), () => void require(file));
