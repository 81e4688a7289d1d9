import { createServer, connect, type Socket } from 'node:net';
import { createPorts } from '../../tools/infrastructure/ports';
import { services, type Service } from '../../tools/infrastructure/services';
import type { Child, Stack } from '../../tools/processes/stack';
import { serviceEnvironment, type SystemSettings } from '../../tools/system/environment';
import { answersOk, startApp } from '../../tools/system/run-system';
import { waitFor } from '../../tools/wait';

export type Replicas = {
  names: string[];
  /** Kills a process as a machine that loses its power does, and starts it again at once. */
  killAndStart: (name: string) => void;
  /** Waits until every replica of every service says that it is ready. */
  ready: () => Promise<void>;
};

/**
 * Two replicas of each service behind one address each, as a platform runs them: whoever asks is led to one that answers,
 * and what has died is started again.
 * @param settings whose service ports are those of the addresses; each replica gets ports of its own
 */
export async function startReplicas(stack: Stack, settings: SystemSettings): Promise<Replicas> {
  const running = new Map<string, Child>();
  const operations = new Map<string, number>();
  stack.onStart((child) => running.set(child.name, child));
  for (const service of services) {
    const own: number[] = [];
    for (const replica of [1, 2]) {
      const name = `${service}-${replica}`;
      const ports = createPorts('private');
      const port = await ports.take(service);
      const operationsPort = await ports.take(`${service}Operations`);
      own.push(port);
      operations.set(name, operationsPort);
      const environment = {
        ...serviceEnvironment(service, settings),
        SERVICE_PORT: String(port),
        OPERATIONS_PORT: String(operationsPort),
      };
      startApp(stack, service, environment, name);
    }
    await balance(stack, service, settings.ports[service], own);
  }
  return {
    names: [...operations.keys()],
    killAndStart(name) {
      const child = running.get(name);
      if (!child) throw new Error(`Nothing called ${name} runs.`);
      process.kill(child.pid, 'SIGKILL');
      void child.ended.then(() => stack.again(name));
    },
    async ready() {
      await Promise.all(
        [...operations].map(([name, port]) =>
          waitFor({
            what: `${name} to be ready`,
            limitMs: 120_000,
            probe: () => answersOk(`http://127.0.0.1:${port}/startupz`),
          }),
        ),
      );
    },
  };
}

/** One address for several ports: each connection goes to the next that takes it. */
async function balance(stack: Stack, name: Service, port: number, targets: readonly number[]): Promise<void> {
  const open = new Set<Socket>();
  let turn = 0;
  const server = createServer((inner) => {
    open.add(inner);
    inner.on('error', () => undefined).on('close', () => open.delete(inner));
    const first = (turn += 1);
    const attempt = (tried: number): void => {
      const target = targets[(first + tried) % targets.length] ?? 0;
      const outer = connect({ host: '127.0.0.1', port: target, noDelay: true });
      const refused = () => (tried + 1 < targets.length ? attempt(tried + 1) : inner.destroy());
      outer.once('error', refused);
      outer.once('connect', () => {
        outer.off('error', refused).on('error', () => undefined);
        outer.on('close', () => inner.destroy());
        inner.on('close', () => outer.destroy());
        inner.pipe(outer).pipe(inner);
      });
    };
    attempt(0);
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  stack.onStop('console', `address of ${name}`, async () => {
    for (const socket of open) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
}
