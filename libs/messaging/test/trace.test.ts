import { context, type Span, SpanKind, trace } from '@opentelemetry/api';
import { InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';
import { NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
import { eventually, testVhost } from '@tenantry/testing';
import { appendEvents, draft, on, transactions } from '../src';
import { inConsumerSpan } from '../src/trace';
import * as things from './things';

afterEach(things.endAll);

describe('a trace', () => {
  const exporter = new InMemorySpanExporter();
  const provider = new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
  beforeAll(() => provider.register());
  beforeEach(() => exporter.reset());
  afterAll(async () => {
    await provider.shutdown();
    trace.disable();
    context.disable();
  });

  const inRequest = <T>(work: (span: Span) => Promise<T>): Promise<T> =>
    trace.getTracer('test').startActiveSpan('POST /things', async (span) => {
      try {
        return await work(span);
      } finally {
        span.end();
      }
    });

  it('[B3] leads from the request over the bus to the events that its effects write', async () => {
    const brokerUrl = await testVhost();
    const [alpha, notifier] = [await things.publisherDatabase(), await things.consumerDatabase()];
    const poke = await things.testPoke();
    let tries = 0;
    const subscriptions = [
      on(things.thingChanged, async (message, { tx }) => {
        tries += 1;
        if (tries === 2) throw new Error('only the second message, only once');
        const at = {
          subject: message.subject,
          version: tries,
          actor: 'service/notifier',
          occurredAt: new Date(),
        };
        await appendEvents(tx, [draft({ event: things.thingChanged, facts: message.data, ...at })]);
      }),
    ];
    const consumer = things.notifierConsumer({
      brokerUrl,
      poke,
      subscriptions,
      database: notifier.dataSource,
    });
    const relay = things.alphaRelay({ brokerUrl, poke, databaseUrl: alpha.runtimeUrl });
    await things.ready(relay, consumer);
    const [id = ''] = things.newThings(1);
    const change = () =>
      inRequest(async (span) => {
        await transactions(alpha.dataSource, poke, 'alpha')((tx) => things.changeThing(tx, id));
        return span.spanContext();
      });
    const written = () =>
      notifier.dataSource.query<{ traceparent: string }[]>('select traceparent from event_log order by id');

    const request = await change();
    await eventually(async () => expect(await written()).toHaveLength(1));
    const spans = () =>
      exporter.getFinishedSpans().filter((span) => span.spanContext().traceId === request.traceId);
    await eventually(() => expect(spans().map((span) => span.kind)).toContain(SpanKind.PRODUCER));
    const process = spans().find((span) => span.kind === SpanKind.CONSUMER);
    expect(process?.parentSpanContext?.spanId).toBe(request.spanId);
    expect((await written())[0]?.traceparent).toBe(
      `00-${request.traceId}-${process?.spanContext().spanId}-01`,
    );

    const second = await change();
    await eventually(async () => expect(await written()).toHaveLength(2));
    const consumed = exporter
      .getFinishedSpans()
      .filter((span) => span.kind === SpanKind.CONSUMER)
      .slice(1);
    expect(consumed.map((span) => span.parentSpanContext?.traceId)).toEqual([second.traceId, undefined]);
    expect(consumed[1]?.links[0]?.context).toMatchObject({ traceId: second.traceId, spanId: second.spanId });
  });

  it('starts anew for a message that carries none or a broken one', async () => {
    for (const traceparent of [undefined, 'nonsense']) {
      await inConsumerSpan({ traceparent, type: 'alpha.thing.changed.v1', id: 'x', linked: false }, () =>
        Promise.resolve(),
      );
    }
    const spans = exporter.getFinishedSpans();
    expect(spans.map((span) => [span.parentSpanContext, span.links])).toEqual([
      [undefined, []],
      [undefined, []],
    ]);
  });
});
