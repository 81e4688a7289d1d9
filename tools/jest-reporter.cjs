'use strict';

/** Prints one line that `npm test` adds up; Nx keeps it with the cached output, so that a cached run counts as well. */
module.exports = class CountingReporter {
  constructor(globalConfig) {
    this.globalConfig = globalConfig;
  }

  onRunComplete(contexts, results) {
    const [context] = contexts;
    const name = context?.config.displayName?.name ?? 'unnamed';
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    const skipped = results.numPendingTests + results.numTodoTests;
    process.stdout.write(
      `Tests in ${name}: ${results.numPassedTests} passed, ${failed} failed, ${skipped} skipped\n`,
    );
  }
};
