'use strict';

/**
 * Says how long each file took, where the files of a project are parts of one (see jest.preset.cjs). At the end it prints
 * one line that `npm test` adds up; Nx keeps it with the cached output, so that a cached run counts as well.
 */
module.exports = class CountingReporter {
  constructor(globalConfig) {
    this.globalConfig = globalConfig;
  }

  onTestCaseResult(test, result) {
    const [file] = result.ancestorTitles;
    if (!file?.endsWith('.test.ts')) return;
    if (file !== this.file) this.endOfFile(file);
    this.passed &&= result.status !== 'failed';
  }

  onTestResult() {
    this.endOfFile();
  }

  endOfFile(next) {
    const now = Date.now();
    if (this.file) {
      const seconds = ((now - this.since) / 1000).toFixed(1);
      process.stdout.write(`${this.passed ? 'passed' : 'FAILED'} ${this.file} (${seconds} s)\n`);
    }
    Object.assign(this, { file: next, since: now, passed: true });
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
