import { templateOf } from '../src/api/client';
import { toProblem } from '../src/api/problem';
import { distance, duration } from '../src/i18n/format';
import { browserLanguage } from '../src/i18n/i18n';
import { readSchedule } from '../src/jobs/schedule';
import { returnAddress } from '../src/session/return-address';
import { matchParts } from '../src/ui/match-parts';
import { initials } from '../src/ui/name-initials';
import { waterfall } from '../src/traces/waterfall';

describe('[L11] what was searched for', () => {
  const marked = (text: string, query: string) =>
    matchParts(text, query)
      .filter((part) => part.match)
      .map((part) => part.text);

  it('is marked without regard to accents and case', () => {
    expect(marked('Iván García', 'garcia')).toEqual(['García']);
    expect(marked('Ольга Ёлкина', 'елк')).toEqual(['Ёлк']);
  });

  it('is marked word by word, wherever it stands', () => {
    expect(marked('ana.ruiz@example.com', 'ruiz ana')).toEqual(['ana', 'ruiz']);
  });

  it('leaves the text as it was', () => {
    const text = 'Straße İstanbul 🙂 é';
    expect(
      matchParts(text, 'stra 🙂')
        .map((part) => part.text)
        .join(''),
    ).toBe(text);
  });
});

describe('a schedule in words', () => {
  it.each([
    ['*/5 * * * *', { every: 'minutes', count: 5 }],
    ['* * * * *', { every: 'minutes', count: 1 }],
    ['15 * * * *', { every: 'hour', minute: 15 }],
    ['30 3 * * *', { every: 'day', hour: 3, minute: 30 }],
    ['0 4 * * 7', { every: 'week', weekday: 0, hour: 4, minute: 0 }],
    ['0 4 1 * *', { every: 'other', expression: '0 4 1 * *' }],
    ['*/5 3 * * *', { every: 'other', expression: '*/5 3 * * *' }],
  ])('%s', (expression, schedule) => {
    expect(readSchedule(expression)).toEqual(schedule);
  });
});

describe('an address to return to after signing in', () => {
  it.each([
    ['/users?q=ana', '/users?q=ana'],
    ['//evil.example', '/'],
    ['/\\evil.example', '/'],
    ['https://evil.example', '/'],
    ['/sign-in?to=/users', '/'],
    ['', '/'],
  ])('%s', (to, address) => {
    expect(returnAddress(to)).toBe(address);
  });
});

describe('a distance in time', () => {
  it.each([
    [-30_000, { value: 0, unit: 'second' }],
    [-61_000, { value: -1, unit: 'minute' }],
    [3_600_000 * 5, { value: 5, unit: 'hour' }],
    [86_400_000 * 6, { value: 6, unit: 'day' }],
    [86_400_000 * 7 - 2_000, { value: 7, unit: 'day' }],
    [-86_400_000 * 1.4, { value: -1, unit: 'day' }],
    [-86_400_000 * 800, { value: -2, unit: 'year' }],
  ])('of %d ms', (milliseconds, expected) => {
    expect(distance(1e12 + milliseconds, 1e12)).toEqual(expected);
  });

  it('of a span is short', () => {
    expect([0.42, 8.26, 850, 1_440, 125_000].map((value) => duration('en', value))).toEqual([
      '0.4 ms',
      '8.3 ms',
      '850 ms',
      '1.4 sec',
      '2 min',
    ]);
  });
});

describe('small words', () => {
  it('initials come from the first and the last name', () => {
    expect(['Ana María Ruiz', 'ana.ruiz', '李'].map(initials)).toEqual(['AR', 'AR', '李']);
  });

  it('the language is the first of the browser’s that the console speaks', () => {
    expect(browserLanguage(['fr-FR', 'de-AT', 'en'])).toBe('de');
    expect(browserLanguage(['fr'])).toBe('en');
  });

  it('ids are taken out of the names of spans', () => {
    expect(templateOf('/v1/users/0b9c7a52-5f0e-4d0a-9d5f-2f6a3f1b9c11/block')).toBe('/v1/users/{id}/block');
    expect(templateOf('/v1/jobs/expire-invitations/run-now')).toBe('/v1/jobs/expire-invitations/run-now');
    expect(templateOf('/v1/directory/users')).toBe('/v1/directory/users');
  });
});

describe('a failed answer', () => {
  it('keeps its code, trace and further members', () => {
    const problem = toProblem(
      403,
      { code: 'sign_in.blocked', traceId: 'abc', title: 'x', reason: 'Abuse' },
      'own',
    );
    expect(problem).toMatchObject({
      code: 'sign_in.blocked',
      traceId: 'abc',
      extensions: { reason: 'Abuse' },
    });
  });

  it('that is no problem document becomes one', () => {
    expect(toProblem(502, null, 'own')).toMatchObject({
      code: 'service.unavailable',
      traceId: 'own',
      passing: true,
    });
    expect(toProblem(400, null, 'own')).toMatchObject({ code: 'answer.unreadable', passing: false });
  });
});

describe('a waterfall', () => {
  const span = (spanId: string, parentSpanId: string | undefined, startMs: number, durationMs: number) => ({
    spanId,
    ...(parentSpanId ? { parentSpanId } : {}),
    name: spanId,
    service: 'identity',
    kind: 'server',
    startMs,
    durationMs,
    attributes: {},
    status: { code: 'unset' as const },
    links: [],
  });

  it('puts children below their parents, siblings by start, orphans at the top', () => {
    const { rows, durationMs } = waterfall([
      span('late', 'root', 60, 20),
      span('orphan', 'lost', 90, 110),
      span('early', 'root', 10, 40),
      span('root', undefined, 0, 100),
    ]);
    expect(rows.map(({ span: { spanId }, depth }) => [spanId, depth])).toEqual([
      ['root', 0],
      ['early', 1],
      ['late', 1],
      ['orphan', 0],
    ]);
    expect(durationMs).toBe(200);
    expect(rows[2]).toMatchObject({ left: 30, width: 10 });
  });

  it('survives spans that are their own ancestors', () => {
    expect(waterfall([span('a', 'b', 0, 1), span('b', 'a', 0, 1)]).rows).toEqual([]);
  });
});
