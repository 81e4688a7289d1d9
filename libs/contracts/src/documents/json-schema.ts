import { z } from 'zod';
import type { AnyDefinition } from '../define';

export type JsonSchema = Record<string, unknown>;

/** The JSON Schema (draft 2020-12) of a whole message: the CloudEvents envelope with this definition's `type` and `data`. */
export function jsonSchemaOf(definition: AnyDefinition): JsonSchema {
  const { $schema, ...schema } = z.toJSONSchema(definition.schema, { io: 'input', target: 'draft-2020-12' });
  return { $schema, $id: `urn:tenantry:${definition.type}`, title: definition.title, ...schema };
}
