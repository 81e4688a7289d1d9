import type { ProblemCode } from '@tenantry/contracts';
import { Problem } from '@tenantry/service-defaults';

/** zxcvbn's best mark: more than 10^10 guesses for an attacker who knows the words of the context. */
const enough = 4;
const mostCharacters = 128;
const productWords = ['tenantry'];

export type PasswordRules = (
  password: string,
  /** What an attacker knows of the user and would try first (NIST 800-63B-4 3.1.1.2): names, address, organization. */
  context: readonly (string | null)[],
  /** Where the password stands in the request. */
  pointer?: string,
) => Promise<void>;

/**
 * Length and guessability, no rules of composition (NIST 800-63B-4 3.1.1.2).
 * @param minimum characters, counted as Unicode code points in NFKC
 * @returns a check that throws {@link Problem} `password.too_short` or `password.too_common`
 */
export function passwordRules(minimum: number): PasswordRules {
  return async (password, context, pointer = '/password') => {
    const refuse = (code: ProblemCode, detail: string) => refusePassword(code, detail, pointer);
    const normal = password.normalize('NFKC');
    if ([...normal].length < minimum) refuse('password.too_short', `Use at least ${minimum} characters.`);
    const estimator = await loadEstimator();
    // Also without what stands between the words: spaces between three known words make nothing of them.
    const forms = [normal, normal.replace(/[\s\p{P}]+/gu, '')].map((form) => form.slice(0, mostCharacters));
    const words = wordsOf(context);
    if (forms.some((form) => estimator.check(form, words).score < enough)) {
      refuse(
        'password.too_common',
        'This is easy to guess. A few words that have nothing to do with each other are better.',
      );
    }
  };
}

/** @throws {Problem} always, beside the field */
export function refusePassword(code: ProblemCode, detail: string, pointer: string): never {
  throw new Problem(code, { detail, errors: [{ pointer, code, detail }] });
}

/** The parts of the context, and each word in them. */
const wordsOf = (context: readonly (string | null)[]): string[] => {
  const known = [...productWords, ...context.filter((part) => part !== null)];
  return [
    ...new Set(
      known.flatMap((part) => [part, ...part.split(/[^\p{L}\p{N}]+/u)]).filter((word) => word.length > 2),
    ),
  ];
};

let estimator: Promise<{ check(password: string, words: string[]): { score: number } }> | undefined;

/** Loaded at the first use: the dictionary takes memory that a service which only signs people in need not hold. */
const loadEstimator = () =>
  (estimator ??= (async () => {
    const [{ ZxcvbnFactory }, { adjacencyGraphs, dictionary }] = await Promise.all([
      import('@zxcvbn-ts/core'),
      import('@zxcvbn-ts/language-common'),
    ]);
    return new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs, maxLength: mostCharacters });
  })());
