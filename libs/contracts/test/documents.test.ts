import { Parser } from '@asyncapi/parser';
import Ajv2020 from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { blockedMessage } from './messages';
import { asyncApiDocument, breakingChanges, events, jsonSchemaOf, userBlocked } from '../src';

const ajv = addFormats(new Ajv2020({ strict: false }));

describe('published documents', () => {
  it('[B1] are one valid AsyncAPI 3 document with a channel for every event', async () => {
    const document = asyncApiDocument('1.0.0');
    const { diagnostics } = await new Parser().parse(JSON.stringify(document));
    expect(diagnostics.filter(({ severity }) => Number(severity) === 0)).toEqual([]);
    expect(
      Object.values(document['channels'] as Record<string, { address: string }>).map(
        ({ address }) => address,
      ),
    ).toEqual(expect.arrayContaining(events.map(({ type }) => type)));
  });

  it('[B1] let a consumer without our code check a message', () => {
    const validate = ajv.compile(jsonSchemaOf(userBlocked));
    expect(validate(blockedMessage)).toBe(true);
    expect(validate({ ...blockedMessage, later: true })).toBe(true);
    expect(validate({ ...blockedMessage, data: {} })).toBe(false);
  });
});

describe('breakingChanges', () => {
  const published = jsonSchemaOf(userBlocked);
  const changed = (edit: (data: Record<'properties' | 'required', object>) => void) => {
    const next = structuredClone(published);
    edit((next['properties'] as { data: Record<'properties' | 'required', object> }).data);
    return breakingChanges(published, next);
  };

  it('are none for the same schema and for a new property', () => {
    expect(breakingChanges(published, published)).toEqual([]);
    expect(changed((data) => Object.assign(data.properties, { more: { type: 'string' } }))).toEqual([]);
  });

  it('name a property that is gone', () => {
    expect(changed((data) => delete (data.properties as Record<string, unknown>)['userId'])).toEqual([
      '/data/userId: is gone',
    ]);
  });

  it('name a property that is no longer certain', () => {
    expect(changed((data) => Object.assign(data, { required: [] }))).toContain(
      '/data/userId: was always there and no longer is',
    );
  });

  it('name a property that is newly required, new or not, also in what lies in a list', () => {
    const grown = (data: Record<'properties' | 'required', object>): void => {
      Object.assign(data.properties, { more: { type: 'string' } });
      Object.assign(data, { required: [...(data.required as string[]), 'more'] });
    };
    expect(changed(grown)).toEqual(['/data/more: is newly required, and older messages lack it']);
    const things = (required: string[]) => ({
      items: { properties: { note: { type: 'string' } }, required },
    });
    expect(breakingChanges(things([]), things(['note']))).toEqual([
      '/items/note: is newly required, and older messages lack it',
    ]);
  });

  it('name another type and another closed set of values', () => {
    expect(changed((data) => Object.assign(data.properties, { userId: { type: 'integer' } }))[0]).toContain(
      '/data/userId: type',
    );
    expect(breakingChanges({ enum: ['a'] }, { enum: ['a', 'b'] })).toHaveLength(1);
  });

  it('name a value that may newly be null', () => {
    expect(
      breakingChanges({ type: 'string' }, { anyOf: [{ type: 'string' }, { type: 'null' }] }),
    ).not.toEqual([]);
  });
});
