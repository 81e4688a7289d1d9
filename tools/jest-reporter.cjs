'use strict';

/**
 * Says how long each file took, where the files of a project are parts of one (see jest.preset.cjs). At the end it prints
 * one line that `npm test` adds up; Nx keeps it with the cached output, so that a cached run counts as well.
 */
module.exports = class CountingReporter {
  constructor(globalConfig) {
    this.globalConfig = globalConfig;
    this.until = Date.now();
  }

  onTestCaseResult(test, result) {
    const [file] = result.ancestorTitles;
    if (!file?.endsWith('.test.ts')) return;
    if (file !== this.file) {
      // What is set up before its first test is the next file's time, too.
      this.endOfFile();
      Object.assign(this, { file, since: this.until, passed: true });
    }
    this.until = Date.now();
    this.passed &&= result.status !== 'failed';
  }

  onTestResult() {
    this.endOfFile();
  }

  endOfFile() {
    if (!this.file) return;
    const seconds = ((this.until - this.since) / 1000).toFixed(1);
    process.stdout.write(`${this.passed ? 'passed' : 'FAILED'} ${this.file} (${seconds} s)\n`);
    this.file = undefined;
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
