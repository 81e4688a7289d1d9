import type { Served } from '../infrastructure/part';
import { services } from '../infrastructure/services';
import { sourceNames } from '../infrastructure/sources';
import { seconds } from '../progress';
import type { SystemSettings } from './environment';
import type { SignIn } from './seed';

/** What a person wants to know once everything runs: the console's address first, and how to get in. */
export const describeSystem = (
  settings: SystemSettings,
  serving: Served<unknown>[],
  signIns: SignIn[],
  milliseconds: number,
): string => {
  const line = (name: string, text: string): string => `  ${name.padEnd(18)} ${text}`;
  const widest = (values: string[]): number => Math.max(0, ...values.map((value) => value.length));
  const labels = widest(signIns.map(({ label }) => label));
  const identifiers = widest(signIns.map(({ identifier }) => identifier));
  return [
    '',
    `Ready in ${seconds(milliseconds)}`,
    '',
    line('Console', settings.publicUrl),
    ...(settings.mailPageUrl ? [line('Mails', settings.mailPageUrl)] : []),
    ...(settings.tracesUrl ? [line('Traces', `${settings.publicUrl}/traces`)] : []),
    ...services.map((service) =>
      line(`API: ${service}`, `http://localhost:${settings.ports[service]}/reference`),
    ),
    ...(signIns.length === 0
      ? []
      : [
          '',
          'Sign in as',
          ...signIns.map(
            ({ label, identifier, password }) =>
              `  ${label.padEnd(labels)}  ${identifier.padEnd(identifiers)}  ${password}`,
          ),
        ]),
    '',
    `Served by: ${serving.map(({ name, source }) => `${name} (${sourceNames[source]})`).join(', ')}.`,
    `Ctrl-C stops everything; the next start keeps data and mails${settings.tracesUrl ? ', but not the traces' : ''}; \`npm start -- --fresh\` starts over.`,
    '',
  ].join('\n');
};
