import type { z } from 'zod';
import { toPointerToken } from './json-body';
import { Problem, type ProblemEntry } from './problem';

/** `request.invalid` with one entry a wrong value, and one for each unknown key. */
export const zodProblem = (error: z.ZodError): Problem =>
  new Problem('request.invalid', {
    errors: error.issues.flatMap(toEntries).slice(0, mostEntries),
    cause: error,
  });

/** Ten thousand wrong addresses need not make ten thousand entries. */
const mostEntries = 100;

type Issue = z.core.$ZodIssue;

function toEntries(issue: Issue): ProblemEntry[] {
  const pointer = issue.path.map((part) => `/${toPointerToken(part)}`).join('');
  const entry = (code: string) => [{ pointer, code, detail: sentence(issue.message) }];
  if (issue.code === 'unrecognized_keys') {
    const detail = 'This key is not known here.';
    return issue.keys.map((key) => ({
      pointer: `${pointer}/${toPointerToken(key)}`,
      code: 'unknown_key',
      detail,
    }));
  }
  if (issue.code === 'invalid_union') {
    // The branch with the fewest complaints is the one that was meant.
    const [meant] = issue.errors.filter((branch) => branch.length > 0).sort((a, b) => a.length - b.length);
    return (
      meant?.flatMap((inner) => toEntries({ ...inner, path: [...issue.path, ...inner.path] })) ??
      entry(issue.code)
    );
  }
  if (issue.code === 'invalid_type' && isMissing(issue)) return entry('required');
  if (issue.code === 'custom') return entry(customCode(issue.params) ?? issue.code);
  return entry(issue.code);
}

/** Zod leaves the input out of its issues, but says what it received. */
const isMissing = (issue: Issue): boolean => issue.message.endsWith('received undefined');

/** A schema's own code: `refine(…, { params: { code: 'password.too_short' } })`. */
const customCode = (params: Record<string, unknown> | undefined): string | undefined =>
  typeof params?.['code'] === 'string' ? params['code'] : undefined;

const sentence = (message: string): string => (/[.!?]$/.test(message) ? message : `${message}.`);
