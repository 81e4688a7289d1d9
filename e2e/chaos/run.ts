import { setTimeout as pause } from 'node:timers/promises';
import { eventually } from '@tenantry/testing';
import { bringUp } from '../../tools/infrastructure';
import { createPorts } from '../../tools/infrastructure/ports';
import type { Child, Stack } from '../../tools/processes/stack';
import { row, say } from '../../tools/progress';
import { consoleEnvironment, serviceEnvironment } from '../../tools/system/environment';
import { answersOk, startApp } from '../../tools/system/run-system';
import { settingsFrom, takeSystemPorts } from '../../tools/system/settings';
import { waitFor } from '../../tools/wait';
import type { System } from '../harness';
import { acceptByCode, post, type SignedIn } from '../support/accounts';
import { bootstrapOperator, operator } from '../support/operator';
import { bindQueue, compare, type Comparison, drained } from './compare';
import { type Load, sendCommands } from './load';
import { startReplicas } from './replicas';

export type ChaosPlan = {
  perSecond: number;
  seconds: number;
  users: number;
  /** A kill of a replica every so many milliseconds. */
  killEveryMs: number;
  /** What else is killed, and after how many seconds. */
  alsoKilled: { name: 'rabbitmq' | 'postgres' | 'redis'; afterSeconds: number }[];
};

export type ChaosResult = Comparison & {
  kills: number;
  asked: number;
  drainedSeconds: number;
  unexpected: string[];
};

/**
 * Two replicas of each service, commands without a pause, and processes that are killed all the time and started again;
 * then holds what was asked for against what has happened. The services are the built ones.
 */
export async function runChaos(stack: Stack, plan: ChaosPlan): Promise<ChaosResult> {
  const running = new Map<string, Child>();
  stack.onStart((child) => running.set(child.name, child));
  const ports = createPorts('private');
  const infrastructure = bringUp({
    stack,
    ports,
    durable: true,
    vhosts: ['/'],
    mailsReadable: true,
    environment: process.env,
    say,
  });
  const settings = await settingsFrom(infrastructure, await takeSystemPorts(ports));
  await infrastructure.rabbitmq;
  const broker = await infrastructure.broker;
  const replicas = await startReplicas(stack, settings);
  startApp(stack, 'admin-web', consoleEnvironment(settings));
  await replicas.ready();
  await bindQueue(broker.adminUrl);
  const system = {
    consoleUrl: settings.publicUrl,
    mailUrl: settings.mailPageUrl ?? '',
    environmentOf: () => serviceEnvironment('identity', settings),
  };
  const { master, users } = await people(system, plan.users);
  say(row('chaos', 'begins', `${plan.perSecond} commands a second for ${plan.seconds} s`));

  const commands = sendCommands(
    { url: `http://127.0.0.1:${settings.ports.identity}`, origin: settings.publicUrl },
    master,
    users,
    plan,
  );
  const kills = await killAround(stack, plan, replicas, running, commands);
  const load = await commands;
  await replicas.ready();
  const begun = Date.now();
  await drained(settings.databases, 300_000);
  const drainedSeconds = Math.round((Date.now() - begun) / 100) / 10;
  const found = await compare(load, settings.databases, broker.adminUrl, system.mailUrl);
  return { ...found, kills, asked: load.asked, drainedSeconds, unexpected: load.unexpected };
}

/** Kills replicas in turns, and once each what else the plan names, until the commands end. @returns how many */
async function killAround(
  stack: Stack,
  plan: ChaosPlan,
  replicas: Awaited<ReturnType<typeof startReplicas>>,
  running: ReadonlyMap<string, Child>,
  commands: Promise<Load>,
): Promise<number> {
  let over = false;
  void commands.finally(() => (over = true)).catch(() => undefined);
  const begun = Date.now();
  const others = [...plan.alsoKilled];
  const end = begun + plan.seconds * 1_000;
  let kills = 0;
  for (let turn = 0; !over && Date.now() < end; turn += 1) {
    await pause(plan.killEveryMs);
    // By threes: the replicas of a service stand side by side, and do not die one after the other.
    const name = replicas.names[(turn * 3) % replicas.names.length] ?? '';
    replicas.killAndStart(name);
    kills += 1;
    const [next] = others;
    if (next && Date.now() - begun > next.afterSeconds * 1_000) {
      others.shift();
      await killPart(stack, running, next.name);
      kills += 1;
    }
  }
  // A run that has killed less than it says proves less.
  if (others.length > 0)
    throw new Error(`${others.map(({ name }) => name).join(', ')} was not killed in time.`);
  return kills;
}

/** A part of the infrastructure dies and comes back with its data. */
async function killPart(stack: Stack, running: ReadonlyMap<string, Child>, name: string): Promise<void> {
  const child = running.get(name);
  if (!child) throw new Error(`${name} was not started here: leave its address out of the environment.`);
  process.kill(child.pid, 'SIGKILL');
  await child.ended;
  stack.again(name);
}

/** The operator's master, and those whom they block and unblock. */
async function people(
  system: Pick<System, 'consoleUrl' | 'mailUrl' | 'environmentOf'>,
  count: number,
): Promise<{ master: SignedIn; users: string[] }> {
  await waitFor({
    what: 'the console to answer',
    limitMs: 60_000,
    probe: () => answersOk(`${system.consoleUrl}/`),
  });
  await bootstrapOperator(system);
  const master = await acceptByCode(system, operator);
  const addresses = Array.from({ length: count }, (_, n) => `person@chaos-${n}.example`);
  const { organizationId } = master;
  const invitation = { organizationId, addresses, accountType: 'standard', language: 'en' };
  await eventually(() => post(system, '/v1/invitations', invitation, master.cookie), { within: 30_000 });
  const users: string[] = [];
  for (const email of addresses)
    users.push((await acceptByCode(system, { email, firstName: 'Kai', lastName: 'Storm' })).userId);
  return { master, users };
}
