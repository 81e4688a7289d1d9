import { asyncApiDocument, breakingChanges, commands, events, jsonSchemaOf } from '@tenantry/contracts';
import type { Generated } from '../generate';
import { publishedFiles } from './published';
import { version } from '../../package.json';

const folder = 'libs/contracts/schemas';
const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/** A JSON Schema a message type, and the AsyncAPI document of all. */
export const contractDocuments = (): Generated =>
  new Map([
    ...[...events, ...commands].map(
      (definition) => [`${folder}/${definition.type}.json`, json(jsonSchemaOf(definition))] as const,
    ),
    ['libs/contracts/asyncapi.json', json(asyncApiDocument(version))] as const,
  ]);

/**
 * What consumers of the published schemas would stumble over, one sentence each; a type that is gone is a break too.
 * @param repository where the published schemas stand in git
 */
export function contractBreaks(repository: string): string[] {
  const next = new Map(
    [...events, ...commands].map((definition) => [
      `${folder}/${definition.type}.json`,
      JSON.parse(JSON.stringify(jsonSchemaOf(definition))) as Record<string, unknown>,
    ]),
  );
  const breaks = publishedFiles(repository, [folder]).flatMap(({ file, content }) => {
    const schema = next.get(file);
    if (!schema) return [`${file}: the type is gone`];
    const published = JSON.parse(content) as Record<string, unknown>;
    return breakingChanges(published, schema).map((change) => `${file} ${change}`);
  });
  return [...new Set(breaks)];
}
