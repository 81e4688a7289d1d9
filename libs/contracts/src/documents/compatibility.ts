import type { JsonSchema } from './json-schema';

const object = (value: unknown): JsonSchema =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonSchema) : {};
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
const text = (value: unknown): string => JSON.stringify(value) ?? 'nothing';

/** What a value may be besides its own schema: the branches of `anyOf` and `oneOf`, or the schema itself. */
const branches = (schema: JsonSchema): unknown[] => {
  const union = [...list(schema['anyOf']), ...list(schema['oneOf'])];
  return union.length > 0 ? union : [schema];
};

/**
 * What a consumer of the published schema would stumble over in the new one: a property that is gone or no longer certain,
 * another type, another closed set of values, another constant or format, a value that may newly be null; and what readers of
 * the new one would miss in older messages, which stay in the log and may be under way: a property that is newly required.
 * New properties and longer `x-extensible-enum` lists break nobody.
 * @returns one sentence a break, with its JSON Pointer; empty where consumers need not change
 */
export function breakingChanges(published: JsonSchema, next: JsonSchema, pointer = ''): string[] {
  const breaks: string[] = [];
  for (const key of ['type', 'const', 'enum', 'format', 'pattern'] as const) {
    if (text(published[key]) !== text(next[key]))
      breaks.push(`${pointer || '/'}: ${key} was ${text(published[key])} and is now ${text(next[key])}`);
  }
  const [before, after] = [branches(published), branches(next)];
  if (before.length !== after.length) {
    breaks.push(`${pointer || '/'}: had ${before.length} forms and has ${after.length} now`);
  } else if (before.length > 1) {
    before.forEach((form, index) =>
      breaks.push(...breakingChanges(object(form), object(after[index]), `${pointer}/anyOf/${index}`)),
    );
  }
  const properties = object(next['properties']);
  const stillRequired = new Set(list(next['required']));
  for (const [key, schema] of Object.entries(object(published['properties']))) {
    const at = `${pointer}/${key}`;
    if (!(key in properties)) breaks.push(`${at}: is gone`);
    else breaks.push(...breakingChanges(object(schema), object(properties[key]), at));
  }
  for (const key of list(published['required']))
    if (String(key) in properties && !stillRequired.has(key))
      breaks.push(`${pointer}/${String(key)}: was always there and no longer is`);
  const alwaysRequired = new Set(list(published['required']));
  for (const key of stillRequired)
    if (!alwaysRequired.has(key))
      breaks.push(`${pointer}/${String(key)}: is newly required, and older messages lack it`);
  if (published['items'] || next['items'])
    breaks.push(...breakingChanges(object(published['items']), object(next['items']), `${pointer}/items`));
  return breaks;
}
