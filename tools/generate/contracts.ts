import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { asyncApiDocument, breakingChanges, commands, events, jsonSchemaOf } from '@tenantry/contracts';
import type { Generated } from '../generate';
import { root } from '../paths';
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

/** What consumers of the committed schemas would stumble over, one sentence each; a type that is gone is a break too. */
export async function contractBreaks(): Promise<string[]> {
  const next = new Map(
    [...events, ...commands].map((definition) => [`${definition.type}.json`, jsonSchemaOf(definition)]),
  );
  const committed = await readdir(path.join(root, folder)).catch(() => []);
  const breaks = await Promise.all(
    committed.map(async (file) => {
      const schema = next.get(file);
      if (!schema) return [`${file}: the type is gone`];
      const published = JSON.parse(await readFile(path.join(root, folder, file), 'utf8')) as Record<
        string,
        unknown
      >;
      return breakingChanges(published, JSON.parse(JSON.stringify(schema)) as Record<string, unknown>).map(
        (change) => `${file} ${change}`,
      );
    }),
  );
  return breaks.flat();
}
