import { defineCommand, defineEvent } from '@tenantry/contracts';
import { z } from 'zod';

/** What a publisher `alpha` says of its things. */
export const thingChanged = defineEvent('alpha.thing.changed.v1', 'A thing changed', {
  thingId: z.uuid(),
  n: z.int(),
});
export const thingNamed = defineEvent(
  'alpha.thing.named.v1',
  'A thing was named',
  { thingId: z.uuid() },
  { name: z.string() },
);
export const doThing = defineCommand('notifier.command.do-thing.v1', 'Do a thing', { secret: z.string() });

export const environment = 'test';
