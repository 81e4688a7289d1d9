import { commands, events } from '@tenantry/contracts';
import { z } from 'zod';

type Shown = { facts: Record<string, unknown>; withheld: string[] };

/**
 * What may be shown of a message to whoever looks after the service, who need not be allowed to see the person it is about:
 * the facts of an event, and of everything else what can be nobody's name, address or secret. The rest is only named.
 * @param data of the message, which may fit no contract
 */
export function shownFacts(type: string, data: unknown): Shown {
  const shown: Shown = { facts: {}, withheld: [] };
  if (typeof data !== 'object' || data === null) return shown;
  const event = events.find((each) => each.type === type);
  const command = commands.find((each) => each.type === type);
  for (const [key, value] of Object.entries(data as Record<string, unknown>)) {
    const isFact = event ? key in event.facts.shape : saysNothing(value) || isChoice(command, key, value);
    if (isFact) shown.facts[key] = value;
    else if (key !== 'personalDigest') shown.withheld.push(key);
  }
  return shown;
}

const plain = z.union([z.uuid(), z.iso.datetime(), z.number(), z.boolean(), z.null()]);
const saysNothing = (value: unknown): boolean => plain.safeParse(value).success;

/** One of a few words that a contract names. */
function isChoice(command: (typeof commands)[number] | undefined, key: string, value: unknown): boolean {
  const schema: unknown = command?.data.shape[key];
  return schema instanceof z.ZodEnum && schema.safeParse(value).success;
}
