import type { AnyCommand, AnyEvent } from './define';
import { deadLetterEvents } from './events/dead-letters';
import * as identity from './events/identity';
import * as notifier from './events/notifier';
import * as retention from './events/retention';
import * as scheduler from './events/scheduler';
import * as sealChain from './events/seal-chain';
import * as tenancy from './events/tenancy';
import * as tenancyCommands from './events/tenancy-commands';

const all: readonly unknown[] = [
  ...[identity, notifier, scheduler, tenancy, tenancyCommands, sealChain, sealChain.checkSealChain],
  ...[retention, retention.applyRetention],
  ...Object.values(deadLetterEvents),
].flatMap((module): unknown[] => Object.values(module));

const isDefinition = (value: unknown): value is AnyEvent | AnyCommand =>
  typeof value === 'object' && value !== null && 'kind' in value && 'type' in value;
const definitions = all.filter(isDefinition).sort((a, b) => a.type.localeCompare(b.type, 'en'));

/** Every event that Tenantry publishes, by type. */
export const events = definitions.filter((definition): definition is AnyEvent => definition.kind === 'event');

/** Every command that one service sends to another, by type. */
export const commands = definitions.filter(
  (definition): definition is AnyCommand => definition.kind === 'command',
);
