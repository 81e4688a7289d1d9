'use strict';

/** Jest: after the last browser test. */
module.exports = () => globalThis.stopSharedSystem?.();
