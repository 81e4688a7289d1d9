import { blockedMessage } from './messages';
import { commands, defineCommand, defineEvent, events, toSequence, userBlocked } from '../src';

describe('definitions', () => {
  it('[B1] refuse a type that does not name publisher, noun, past participle and version', () => {
    expect(() => defineEvent('identity.blocked', 'x', {})).toThrow(TypeError);
    expect(() => defineCommand('identity.user.block.v1', 'x', {})).toThrow(TypeError);
  });

  it('[B1] name the publisher of an event and the receiver of a command', () => {
    for (const event of events) expect(event.type.startsWith(`${event.publisher}.`)).toBe(true);
    for (const command of commands)
      expect(command.type.startsWith(`${command.receiver}.command.`)).toBe(true);
    expect(new Set([...events, ...commands].map(({ type }) => type)).size).toBe(
      events.length + commands.length,
    );
  });

  it('[B1] accept a whole message and pass over what they do not know', () => {
    const parsed = userBlocked.schema.parse({
      ...blockedMessage,
      later: true,
      data: { ...blockedMessage.data, more: 1 },
    });
    expect(parsed.data).toEqual(blockedMessage.data);
  });

  it('[L15] accept a message whose personal part has been erased', () => {
    expect(
      userBlocked.schema.parse({ ...blockedMessage, data: { ...blockedMessage.data, personal: null } }).data
        .personal,
    ).toBeNull();
  });

  it.each([
    ['another type', { type: 'identity.user.unblocked.v1' }],
    ['a subject without an id', { subject: 'user' }],
    ['a sequence that does not compare as text', { sequence: '7' }],
    ['an actor of no kind', { actor: 'root' }],
    ['data of another event', { data: {} }],
  ])('[B1] refuse %s', (_case, change) => {
    expect(userBlocked.schema.safeParse({ ...blockedMessage, ...change }).success).toBe(false);
  });

  it('order sequences as text like numbers', () => {
    expect([10, 9, 100].map(toSequence).sort()).toEqual([9, 10, 100].map(toSequence));
  });
});
