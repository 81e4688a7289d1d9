import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** The environment does not fit the schema; the message names every wrong variable and says what it should be. */
export class ConfigError extends Error {
  constructor(readonly variables: { name: string; problem: string }[]) {
    const lines = variables.map(({ name, problem }) => `  ${name}: ${problem}`);
    super(`The configuration is not complete. Set these environment variables:\n${lines.join('\n')}`);
    this.name = 'ConfigError';
  }
}

type Environment = Record<string, string | undefined>;
type Variables = Record<string, z.ZodType>;

/**
 * Parses the environment once, at the edge. `X_FILE` names a file that holds the value of `X` (mounted secrets);
 * an empty variable counts as not set; variables that the schema does not know are passed over.
 * @throws {ConfigError} with every wrong variable at once; values are never repeated, they may be secrets
 */
export function loadConfig<S extends z.ZodType>(schema: S, env: Environment): z.infer<S> {
  const variables: Variables = schema instanceof z.ZodObject ? schema.shape : {};
  const wrong: { name: string; problem: string }[] = [];
  const values: Environment = {};
  for (const [name, value] of Object.entries(env)) if (value) values[name] = value;
  for (const name of Object.keys(variables)) {
    const file = env[`${name}_FILE`];
    if (!file) continue;
    if (env[name]) wrong.push({ name, problem: `is set twice, here and as ${name}_FILE; keep one of them` });
    try {
      values[name] = readFileSync(file, 'utf8').trim();
    } catch {
      wrong.push({ name: `${name}_FILE`, problem: 'names a file that cannot be read' });
    }
  }
  const parsed = schema.safeParse(values);
  if (parsed.success && wrong.length === 0) return parsed.data;
  const reported = new Set(wrong.map(({ name }) => name.replace(/_FILE$/, '')));
  for (const issue of parsed.error?.issues ?? []) {
    const name = String(issue.path[0] ?? '(all)');
    if (reported.has(name)) continue;
    reported.add(name);
    const problem = values[name] === undefined ? 'is missing' : `is not right: ${issue.message}`;
    const description = variables[name]?.meta()?.description;
    wrong.push({ name, problem: description ? `${problem}. It is: ${description}` : problem });
  }
  throw new ConfigError(wrong);
}
