type Json = Record<string, unknown>;

const object = (value: unknown): Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
const text = (value: unknown): string => JSON.stringify(value) ?? 'nothing';

/** Whether clients write what a schema describes, or read it. */
type Side = 'written' | 'read';

/**
 * What clients of a published OpenAPI document would stumble over in the new one: a path, an operation, a parameter, an
 * answer or a property that is gone, another type, what they newly have to send, and what they are no longer sure to get.
 * @returns one sentence a break; empty where clients need not change
 */
export function apiBreaks(published: Json, next: Json): string[] {
  const breaks: string[] = [];
  const compared = new Set<string>();

  const schemas = (before: unknown, after: unknown, side: Side, at: string): void => {
    const reference = object(before)['$ref'];
    if (typeof reference === 'string') {
      const key = `${side} ${reference} ${text(object(after)['$ref'])}`;
      if (compared.has(key)) return;
      compared.add(key);
    }
    const [old, now] = [resolved(published, before), resolved(next, after)];
    if (text(old['type']) !== text(now['type']))
      breaks.push(`${at}: type was ${text(old['type'])} and is now ${text(now['type'])}`);
    const properties = object(now['properties']);
    for (const [name, schema] of Object.entries(object(old['properties']))) {
      if (name in properties) schemas(schema, properties[name], side, `${at}/${name}`);
      else breaks.push(`${at}/${name}: is gone`);
    }
    const [wasRequired, isRequired] = [list(old['required']), list(now['required'])];
    if (side === 'written') {
      for (const name of isRequired)
        if (!wasRequired.includes(name)) breaks.push(`${at}/${String(name)}: is newly required`);
    } else {
      for (const name of wasRequired)
        if (String(name) in properties && !isRequired.includes(name))
          breaks.push(`${at}/${String(name)}: was always there and no longer is`);
    }
    if (old['items']) schemas(old['items'], now['items'], side, `${at}/items`);
    for (const key of ['anyOf', 'oneOf', 'allOf']) {
      const [forms, formsNow] = [list(old[key]), list(now[key])];
      if (forms.length === formsNow.length)
        forms.forEach((form, index) => schemas(form, formsNow[index], side, `${at}/${key}/${index}`));
    }
  };
  const contents = (before: unknown, after: unknown, side: Side, at: string): void => {
    const now = object(object(after)['content']);
    for (const [type, media] of Object.entries(object(object(before)['content']))) {
      if (type in now) schemas(object(media)['schema'], object(now[type])['schema'], side, at);
      else breaks.push(`${at}: ${type} is gone`);
    }
  };
  const parameters = (before: Json, after: Json, at: string): void => {
    const byName = (operation: Json) =>
      new Map(
        list(operation['parameters'])
          .map(object)
          .map((one) => [`${text(one['in'])} ${text(one['name'])}`, one]),
      );
    const [old, now] = [byName(before), byName(after)];
    for (const name of old.keys()) if (!now.has(name)) breaks.push(`${at}: parameter ${name} is gone`);
    for (const [name, { required }] of now)
      if (required && !old.get(name)?.['required']) breaks.push(`${at}: parameter ${name} is newly required`);
  };

  const paths = object(next['paths']);
  for (const [path, item] of Object.entries(object(published['paths']))) {
    for (const [method, operation] of Object.entries(object(item))) {
      const at = `${method.toUpperCase()} ${path}`;
      const [old, now] = [object(operation), object(object(paths[path])[method])];
      if (!(method in object(paths[path]))) {
        breaks.push(`${at}: is gone`);
        continue;
      }
      parameters(old, now, at);
      contents(old['requestBody'], now['requestBody'], 'written', `${at} request`);
      if (object(now['requestBody'])['required'] && !object(old['requestBody'])['required'])
        breaks.push(`${at} request: is newly required`);
      const answers = object(now['responses']);
      for (const [status, answer] of Object.entries(object(old['responses']))) {
        if (status in answers) contents(answer, answers[status], 'read', `${at} ${status}`);
        else breaks.push(`${at} ${status}: is gone`);
      }
    }
  }
  return breaks;
}

const resolved = (document: Json, schema: unknown): Json => {
  const reference = object(schema)['$ref'];
  if (typeof reference !== 'string') return object(schema);
  const name = reference.slice('#/components/schemas/'.length);
  return object(object(object(document['components'])['schemas'])[name]);
};
