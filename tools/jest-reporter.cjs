'use strict';

/**
 * Says how long each file took, where the files of a project are parts of one (see jest.preset.cjs). At the end it prints
 * one line that `npm test` adds up; Nx keeps it with the cached output, so that a cached run counts as well.
 */
module.exports = class CountingReporter {
  constructor() {
    /** Of each of Jest's own files: the part that runs, since when, until when, and whether it has passed so far. */
    this.running = new Map();
  }

  onTestFileStart({ path }) {
    this.running.set(path, { until: Date.now() });
  }

  onTestCaseResult({ path }, result) {
    const [file] = result.ancestorTitles;
    if (!file?.endsWith('.test.ts')) return;
    const running = this.running.get(path);
    if (file !== running.file) {
      // What is set up before its first test is the next file's time, too.
      this.endOfFile(running);
      Object.assign(running, { file, since: running.until, passed: true });
    }
    running.until = Date.now();
    running.passed &&= result.status !== 'failed';
  }

  onTestResult({ path }) {
    this.endOfFile(this.running.get(path));
    this.running.delete(path);
  }

  endOfFile({ file, since, until, passed } = {}) {
    if (!file) return;
    process.stdout.write(
      `${passed ? 'passed' : 'FAILED'} ${file} (${((until - since) / 1000).toFixed(1)} s)\n`,
    );
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
