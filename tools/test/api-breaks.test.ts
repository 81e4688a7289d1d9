import { apiBreaks } from '../generate/api-breaks';

const user = (properties: object, required: string[]) => ({ type: 'object', properties, required });
const name = { name: { type: 'string' } };
const both = { ...name, note: { type: 'string' } };

type Api = {
  read?: object;
  written?: object;
  statuses?: string[];
  parameters?: object[];
  methods?: string[];
};

/** A document with one path, whose answer and request are schemas by name. */
const api = ({ read, written, statuses = ['200'], parameters = [], methods = ['post'] }: Api = {}) => {
  const content = (schema: string) => ({
    content: { 'application/json': { schema: { $ref: `#/components/schemas/${schema}` } } },
  });
  const responses = Object.fromEntries(statuses.map((status) => [status, content('Read')]));
  const operation = { parameters, requestBody: content('Written'), responses };
  return {
    paths: { '/v1/users': Object.fromEntries(methods.map((method) => [method, operation])) },
    components: { schemas: { Read: read ?? user(both, ['name']), Written: written ?? user(both, ['name']) } },
  };
};
const from = (before: Api, after: Api): string[] => apiBreaks(api(before), api(after));
const limit = { in: 'query', name: 'limit' };

it('has nothing against what is added', () => {
  const more = user({ ...both, more: { type: 'string' } }, ['name']);
  const added = { read: more, written: more, statuses: ['200', '202'], methods: ['post', 'get'] };
  expect(from({}, { ...added, parameters: [limit] })).toEqual([]);
  expect(from({}, { read: user(both, ['name', 'note']), written: user(both, []) })).toEqual([]);
});

it.each<[string, Api, Api, string]>([
  ['an operation', { methods: ['get', 'post'] }, {}, 'GET /v1/users: is gone'],
  ['an answer', { statuses: ['200', '202'] }, {}, 'POST /v1/users 202: is gone'],
  ['a parameter', { parameters: [limit] }, {}, 'POST /v1/users: parameter "query" "limit" is gone'],
  ['a property that is read', {}, { read: user(name, ['name']) }, 'POST /v1/users 200/note: is gone'],
  ['one that is written', {}, { written: user(name, ['name']) }, 'POST /v1/users request/note: is gone'],
])('names %s that is gone', (_, before, after, sentence) => {
  expect(from(before, after)).toEqual([sentence]);
});

it('names what clients newly have to send, and what they are no longer sure to get', () => {
  expect(from({}, { written: user(both, ['name', 'note']) })).toEqual([
    'POST /v1/users request/note: is newly required',
  ]);
  expect(from({}, { parameters: [{ ...limit, required: true }] })).toEqual([
    'POST /v1/users: parameter "query" "limit" is newly required',
  ]);
  expect(from({}, { read: user(both, []) })).toEqual([
    'POST /v1/users 200/name: was always there and no longer is',
  ]);
});

it('names another type, also in a list of what refers to itself', () => {
  const tree = (type: string) =>
    user({ name: { type }, below: { type: 'array', items: { $ref: '#/components/schemas/Read' } } }, []);
  expect(from({ read: tree('string') }, { read: tree('integer') })).toEqual([
    'POST /v1/users 200/name: type was "string" and is now "integer"',
  ]);
});
