import { html, type Html } from './html';

/** The parts of JSON Schema 2020-12 that the product's schemas use. */
export type JsonSchema = {
  $ref?: string;
  type?: string | string[];
  format?: string;
  pattern?: string;
  description?: string;
  enum?: unknown[];
  const?: unknown;
  default?: unknown;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  items?: JsonSchema;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  oneOf?: JsonSchema[];
  anyOf?: JsonSchema[];
  allOf?: JsonSchema[];
};

const limits = [
  'format',
  'default',
  'minimum',
  'maximum',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
  'pattern',
] as const;

/** A schema in words, nested; a named schema is a link. */
export function schemaView(schema: JsonSchema): Html {
  if (schema.$ref) {
    const name = schema.$ref.split('/').at(-1) ?? '';
    return html`<a href="#schema-${name}">${name}</a>`;
  }
  const choices = schema.oneOf ?? schema.anyOf ?? schema.allOf;
  if (choices) {
    const word = schema.allOf ? 'all of' : 'one of';
    return html`${word}${describe(schema)}
      <ul class="properties">
        ${choices.map((choice) => html`<li>${schemaView(choice)}</li>`)}
      </ul>`;
  }
  if (schema.properties) return html`object${describe(schema)}${properties(schema)}`;
  if (schema.items) return html`list${bounds(schema)} of ${schemaView(schema.items)}${describe(schema)}`;
  return html`${typeName(schema)}${bounds(schema)}${describe(schema)}`;
}

const properties = ({ properties: all = {}, required = [] }: JsonSchema): Html =>
  html`<ul class="properties">
    ${Object.entries(all).map(
      ([name, inner]) =>
        html`<li>
          <code>${name}</code>${required.includes(name) ? '' : ' (optional)'}: ${schemaView(inner)}
        </li>`,
    )}
  </ul>`;

function typeName(schema: JsonSchema): string {
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  return [schema.type ?? 'any value'].flat().join(' or ');
}

function bounds(schema: JsonSchema): string {
  const parts = limits
    .filter((limit) => schema[limit] !== undefined)
    .map(
      (limit) =>
        `${limit} ${typeof schema[limit] === 'string' ? schema[limit] : JSON.stringify(schema[limit])}`,
    );
  return parts.length > 0 ? ` (${parts.join(', ')})` : '';
}

const describe = ({ description }: JsonSchema): string => (description ? `. ${description}` : '');
