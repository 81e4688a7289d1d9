import path from 'node:path';
import { aptInstall } from './apt-install';
import { type PackageSet, unpackedPackages } from './cache';
import { CannotBeServed, type Context, unsuitable, type Offer, type Unsuitable } from './part';

/** A program that only runs for a while: nothing of it is started. */
export type Program = { command: string };

type Options = {
  /** Names the program where somebody says which; nothing else is looked for then. */
  variable: string;
  /** Whether it is there, starts, and can what is asked of it. */
  serves: (command: string) => boolean;
  /** What is wrong with one that does not serve: `which does not start`. */
  refusal: string;
  /** Where it may be on this machine, and what is said where it is not. */
  onMachine: (environment: NodeJS.ProcessEnv) => (string | undefined)[];
  missing: string;
  /** The distribution's packages, unpacked into a folder of ours, and the file in it that starts the program. */
  unpacked: Omit<PackageSet<Program>, 'check'> & { file: string };
  /** Where on this machine something heavier may be that serves, too, where the packages cannot be unpacked. */
  otherwise?: (environment: NodeJS.ProcessEnv) => (string | undefined)[];
  /** Those that are installed where nothing else helps. */
  packages: string[];
};

/** Where a program comes from, in this order: as it is named, from the machine, unpacked, heavier from the machine, installed. */
export const programOffers = (name: string, options: Options): Offer<Program>[] => {
  const { variable, serves, refusal, onMachine, missing, unpacked, otherwise, packages } = options;
  const ofMachine = (candidates: (string | undefined)[]): Program | Unsuitable => {
    const command = candidates.find((found) => found && serves(found));
    return command ? { command } : unsuitable(missing);
  };
  return [
    {
      source: 'url',
      serve: ({ environment }) => {
        const command = environment[variable];
        if (!command) return Promise.resolve(unsuitable(`${variable} is not set`));
        return serves(command)
          ? Promise.resolve({ command })
          : Promise.reject(new CannotBeServed(`${variable} names ${command}, ${refusal}.`));
      },
    },
    { source: 'machine', serve: ({ environment }) => Promise.resolve(ofMachine(onMachine(environment))) },
    {
      source: 'cache',
      serve: (context) =>
        unpackedPackages(context, {
          ...unpacked,
          check: (folder) => {
            const command = path.join(folder, unpacked.file);
            return serves(command)
              ? { command }
              : unsuitable(`${name} does not start from the unpacked packages`);
          },
        }),
    },
    ...(otherwise
      ? [
          {
            source: 'machine' as const,
            serve: ({ environment }: Context) => Promise.resolve(ofMachine(otherwise(environment))),
          },
        ]
      : []),
    {
      source: 'apt',
      serve: async (context) => {
        const installed = await aptInstall(context, packages);
        return installed === 'installed'
          ? ofMachine([...onMachine(context.environment), ...(otherwise?.(context.environment) ?? [])])
          : installed;
      },
    },
  ];
};
