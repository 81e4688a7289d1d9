/** As much of JSON Schema as the requests of our APIs use. */
type Schema = {
  $ref?: string;
  type?: string | string[];
  enum?: unknown[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  minimum?: number;
  exclusiveMinimum?: number;
  default?: unknown;
};
type Parameter = { in: string; name: string; required?: boolean; schema: Schema };
type Description = {
  paths?: Record<
    string,
    Record<
      string,
      { parameters?: Parameter[]; requestBody?: { content: Record<string, { schema: Schema }> } }
    >
  >;
  components?: { schemas?: Record<string, Schema> };
};

/** Where a request names something: a parameter of its address or its query, or a property of its body. */
export type Slot = { in: 'path' | 'query' | 'body'; name: string };
export type Operation = {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  path: string;
  slots: Slot[];
  /**
   * The operation's request.
   * @param valueOf what stands in a slot; `undefined` leaves it out
   */
  request(valueOf: (slot: Slot) => string | undefined): {
    path: string;
    body: Record<string, unknown> | undefined;
    /** Those that the operation does not do without. */
    headers: Record<string, string>;
  };
};
type Options = {
  /** Properties and parameters that name something, whatever their schema says; those that are ids needn't be told. */
  naming: readonly string[];
  /** What stands in properties and parameters of this name that no schema describes well enough: the first that it allows. */
  samples: Readonly<Record<string, readonly unknown[]>>;
};

const methods = ['get', 'post', 'put', 'patch', 'delete'] as const;
const anId = /^(?:id|.*Ids?)$/;

/**
 * Every operation that an OpenAPI document describes, and how to ask it with other ids than it is meant for: a route that
 * is added is in every test that walks over these.
 * @param document as the service serves it
 */
export function operationsOf(document: object, { naming, samples }: Options): Operation[] {
  const { paths = {}, components } = JSON.parse(JSON.stringify(document)) as Description;
  const names = (name: string) => anId.test(name) || naming.includes(name);
  const whole = (schema: Schema): Schema => {
    const key = schema.$ref?.split('/').at(-1);
    return key === undefined ? schema : whole(components?.schemas?.[key] ?? {});
  };
  const isNullable = (schema: Schema) =>
    schema.type === 'null' ||
    (Array.isArray(schema.type) && schema.type.includes('null')) ||
    (schema.anyOf ?? []).some(({ type }) => type === 'null');
  const isList = (schema: Schema) =>
    schema.type === 'array' || (schema.anyOf ?? []).some(({ type }) => type === 'array');

  const example = (name: string, given: Schema): unknown => {
    const schema = whole(given);
    if (isNullable(schema)) return null;
    const sample = samples[name]?.find((value) => schema.enum?.includes(value) ?? true);
    if (sample !== undefined) return sample;
    if (schema.enum) return schema.enum[0];
    const choice = schema.anyOf?.[0] ?? schema.oneOf?.[0];
    if (choice) return example(name, choice);
    if (schema.type === 'boolean') return false;
    if (schema.type === 'integer') return schema.minimum ?? (schema.exclusiveMinimum ?? 0) + 1;
    if (schema.type === 'array') return [example(name.replace(/s$/, ''), schema.items ?? {})];
    if (schema.type === 'string') return 'x';
    if (schema.type === 'object')
      return Object.fromEntries(
        (schema.required ?? []).map((key) => [key, example(key, schema.properties?.[key] ?? {})]),
      );
    throw new Error(`There is no example of ${name}: ${JSON.stringify(schema)}`);
  };

  return Object.entries(paths).flatMap(([path, described]) =>
    methods.flatMap((method) => {
      const operation = described[method];
      if (!operation) return [];
      const parameters = operation.parameters ?? [];
      const body = whole(operation.requestBody?.content['application/json']?.schema ?? {});
      const properties = Object.entries(body.properties ?? {});
      const slots: Slot[] = [
        ...parameters
          .filter(({ in: where, name }) => where === 'path' || (where === 'query' && names(name)))
          .map(({ in: where, name }) => ({
            in: where === 'path' ? ('path' as const) : ('query' as const),
            name,
          })),
        ...properties.filter(([name]) => names(name)).map(([name]) => ({ in: 'body' as const, name })),
      ];
      const request: Operation['request'] = (valueOf) => {
        const query = new URLSearchParams();
        let address = path;
        for (const slot of slots) {
          const value = valueOf(slot);
          if (value === undefined) continue;
          if (slot.in === 'path') address = address.replace(`{${slot.name}}`, value);
          if (slot.in === 'query') query.set(slot.name, value);
        }
        for (const { in: where, name, required, schema } of parameters)
          if (where === 'query' && required && !query.has(name))
            query.set(name, String(example(name, schema)));
        const headers = Object.fromEntries(
          parameters
            .filter(({ in: where, required }) => where === 'header' && required)
            .map(({ name, schema }) => [name, String(example(name, schema))]),
        );
        const filled = Object.fromEntries(
          properties.flatMap(([name, schema]) => {
            if (names(name)) {
              const value = valueOf({ in: 'body', name });
              if (value === undefined) return [];
              return [[name, isList(whole(schema)) ? [value] : value]];
            }
            return (body.required ?? []).includes(name) ? [[name, example(name, schema)]] : [];
          }),
        );
        return {
          path: query.size > 0 ? `${address}?${query.toString()}` : address,
          body: operation.requestBody ? filled : undefined,
          headers,
        };
      };
      return [{ method, path, slots, request }];
    }),
  );
}
