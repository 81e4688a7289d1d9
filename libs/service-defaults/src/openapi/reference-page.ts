import { problems } from '@tenantry/contracts';
import { html, raw, type Html } from './html';
import type { OpenApiDocument } from './open-api-document';
import { schemaView, type JsonSchema } from './schema-view';

type Media = { schema?: JsonSchema };
type Parameter = { name: string; in: string; required?: boolean; description?: string; schema?: JsonSchema };
type Operation = {
  summary?: string;
  description?: string;
  tags?: string[];
  parameters?: Parameter[];
  requestBody?: { content?: Record<string, Media> };
  responses?: Record<string, { description?: string; content?: Record<string, Media> }>;
};

const verbs = ['get', 'post', 'put', 'patch', 'delete'] as const;

/** The API on one page: operations, schemas, and every problem code under its anchor. */
export function referencePage(document: OpenApiDocument): string {
  const operations = Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    verbs.flatMap((verb) => {
      const operation = (item as Record<string, Operation | undefined>)[verb];
      return operation ? [{ path, verb, operation, id: `${verb}-${path.replace(/[^\w]+/g, '-')}` }] : [];
    }),
  );
  const schemas = Object.entries((document.components?.schemas ?? {}) as Record<string, JsonSchema>);
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${document.info.title}</title>
        <link rel="stylesheet" href="reference.css" />
      </head>
      <body>
        <main>
          <h1>${document.info.title} <small>${document.info.version}</small></h1>
          <p>
            As <a href="openapi.json">OpenAPI 3.1</a>. Failures are <a href="#problems">problems</a> with a
            stable code.
          </p>
          <nav aria-label="Operations">
            <ul>
              ${operations.map(
                ({ id, verb, path }) =>
                  html`<li>
                    <a href="#${id}"><b>${verb.toUpperCase()}</b> ${path}</a>
                  </li>`,
              )}
            </ul>
          </nav>
          ${operations.map(operationView)}
          <h2 id="schemas">Schemas</h2>
          ${schemas.map(
            ([name, schema]) =>
              html`<section id="schema-${name}">
                <h3>${name}</h3>
                ${schemaView(schema)}
              </section>`,
          )}
          <h2 id="problems">Problems</h2>
          <table>
            <thead>
              <tr>
                <th scope="col">Code</th>
                <th scope="col">Status</th>
                <th scope="col">Meaning</th>
              </tr>
            </thead>
            <tbody>
              ${Object.entries(problems).map(
                ([code, { status, title }]) =>
                  html`<tr id="${code}">
                    <td><code>${code}</code></td>
                    <td>${status}</td>
                    <td>${title}</td>
                  </tr>`,
              )}
            </tbody>
          </table>
        </main>
      </body>
    </html>`[raw];
}

function operationView(o: { id: string; verb: string; path: string; operation: Operation }): Html {
  const { summary, description, parameters = [], requestBody, responses = {} } = o.operation;
  return html`<section id="${o.id}">
    <h2><b>${o.verb.toUpperCase()}</b> <code>${o.path}</code></h2>
    ${summary ? html`<p><strong>${summary}</strong></p>` : ''}
    ${description ? html`<p>${description}</p>` : ''}
    ${
      parameters.length > 0
        ? html`<h3>Parameters</h3>
            <dl>
              ${parameters.map(
                (parameter) =>
                  html`<dt>
                      <code>${parameter.name}</code>
                      <small>${parameter.in}${parameter.required ? ', required' : ''}</small>
                    </dt>
                    <dd>
                      ${parameter.description ?? ''} ${parameter.schema ? schemaView(parameter.schema) : ''}
                    </dd>`,
              )}
            </dl>`
        : ''
    }
    ${
      requestBody
        ? html`<h3>Body</h3>
            ${contentView(requestBody.content)}`
        : ''
    }
    <h3>Answers</h3>
    <dl>
      ${Object.entries(responses).map(
        ([status, { description: meaning, content }]) =>
          html`<dt><code>${status === 'default' ? '4xx, 5xx' : status}</code></dt>
            <dd>${meaning ?? ''} ${contentView(content)}</dd>`,
      )}
    </dl>
  </section>`;
}

const contentView = (content: Record<string, Media> = {}): Html =>
  html`${Object.entries(content).map(
    ([type, { schema }]) =>
      html`<p><small>${type}</small></p>
        ${schema ? schemaView(schema) : ''}`,
  )}`;

/** Follows the reader's light or dark setting. */
export const referenceStyle = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 60rem; margin: 0 auto; padding: 1rem; }
section { border-top: 1px solid color-mix(in srgb, currentColor 25%, transparent); margin-top: 1.5rem; }
h2 { font-size: 1.15rem; } h3 { font-size: 1rem; }
code, pre { font-family: ui-monospace, monospace; font-size: 0.9em; overflow-wrap: anywhere; }
pre { overflow-x: auto; padding: 0.75rem; background: color-mix(in srgb, currentColor 6%, transparent); }
table { border-collapse: collapse; } th, td { text-align: left; padding: 0.25rem 1rem 0.25rem 0; vertical-align: top; }
nav ul { list-style: none; padding: 0; } dd { margin-left: 1.5rem; } ul.properties { padding-left: 1.25rem; }
:target { outline: 2px solid; outline-offset: 4px; }
`;
