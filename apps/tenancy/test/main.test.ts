import { builtProgram, eventually, testEnvironment, testLogSealKeys, testVhost } from '@tenantry/testing';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import path from 'node:path';
import { environment, publicUrl, type TestService, testService } from './support/service';

const project = path.join(__dirname, '..');

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (typeof address !== 'object' || !address) throw new Error('no port');
  return address.port;
}

describe('the service as a process', () => {
  let service: TestService;
  let child: ChildProcess | undefined;
  beforeAll(async () => (service = await testService()));
  afterAll(async () => {
    child?.kill('SIGKILL');
    await service.close();
  });

  it('migrates, is ready, answers, shows its metrics and stops when told to', async () => {
    const [port, operations] = [await freePort(), await freePort()];
    const { redisUrl } = testEnvironment();
    const env = {
      PATH: path.dirname(process.execPath),
      ENVIRONMENT: environment,
      PUBLIC_URL: publicUrl,
      SERVICE_PORT: String(port),
      OPERATIONS_PORT: String(operations),
      LOG_LEVEL: 'info',
      DATABASE_URL: service.runtimeUrl,
      DATABASE_OWNER_URL: service.ownerUrl,
      AMQP_URL: await testVhost(),
      REDIS_URL: redisUrl,
      SERVICE_PUBLIC_KEYS: JSON.stringify(service.publicKeys),
      LOG_SEAL_KEYS: JSON.stringify(testLogSealKeys),
    };
    child = spawn(process.execPath, builtProgram(project, 'main'), {
      cwd: project,
      env,
    });
    const exited = once(child, 'exit');
    let output = '';
    child.stdout?.on('data', (data: Buffer) => (output += data.toString()));
    child.stderr?.on('data', (data: Buffer) => (output += data.toString()));

    await eventually(
      async () => {
        const ready = await fetch(`http://127.0.0.1:${operations}/readyz`);
        if (!ready.ok) throw new Error(`not ready: ${await ready.text()}`);
      },
      { within: 20_000, every: 100 },
    ).catch((error: unknown) => {
      throw new Error(`${String(error)}\n${output}`);
    });
    expect((await fetch(`http://127.0.0.1:${port}/v1/me`)).status).toBe(401);
    const metrics = await (await fetch(`http://127.0.0.1:${operations}/metrics`)).text();
    expect(metrics).toMatch(/^messaging_outbox_pending 0$/m);
    expect(metrics).toMatch(/^http_server_request_duration_seconds/m);

    child.kill('SIGTERM');
    expect(await exited).toEqual([0, null]);
    expect(output).toContain('stopped');
  }, 60_000);
});
