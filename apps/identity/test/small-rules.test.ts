import { isEmail } from '@tenantry/domain';
import { requireAllowed } from '@tenantry/service-defaults';
import fc from 'fast-check';
import { z } from 'zod';
import { networkOf } from '../src/limits';
import { sortAddresses } from '../src/invitations/sort-addresses';
import { toLatin } from '../src/seed/latin';

it.each([
  ['203.0.113.7', '203.0.113.7'],
  ['::ffff:203.0.113.7', '203.0.113.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:db8:1:2::6', '2001:db8:1:2'],
  ['2001:db8::6', '2001:db8:0:0'],
  ['2001:db8::', '2001:db8:0:0'],
  ['::1', ':0:0:0'],
])('takes %s for the network %s', (ip, network) => {
  expect(networkOf({ ip })).toBe(network);
});

it('[L9] folds addresses that differ only in form', () => {
  const { typed, usable, refused } = sortAddresses([
    ' Ana@Acme.example',
    'ana@acme.example',
    'a@b',
    'x@mailinator.com',
  ]);
  expect([...typed]).toEqual([
    ['ana@acme.example', 'Ana@Acme.example'],
    ['a@b', 'a@b'],
    ['x@mailinator.com', 'x@mailinator.com'],
  ]);
  expect(usable).toEqual(['ana@acme.example']);
  expect([...refused.values()]).toEqual(['malformed', 'disposable']);
});

it.each([
  ['Núñez', 'nunez'],
  ['Бруно Ёлкин', 'bruno-yolkin'],
  ['O’Malley & Daughters', 'omalley-daughters'],
  ['Weißhäupl', 'weisshaeupl'],
])('writes %s as %s in addresses', (name, latin) => {
  expect(toLatin(name)).toBe(latin);
});

it('never takes a missing decision for an allow', () => {
  expect(() => requireAllowed(undefined, 'user.not_found')).toThrow('cannot be decided right now');
});

describe('the rule for addresses', () => {
  it('[B5] lets nothing through that the contracts of events and mails refuse', () => {
    const local = fc.stringMatching(/^[a-z0-9!#$%&'*+/=?^_`{|}~.-]{1,12}$/);
    const domain = fc.stringMatching(/^[a-z0-9-]{1,8}(\.[a-z0-9-]{1,8}){0,2}\.[a-z]{1,4}$/);
    fc.assert(
      fc.property(local, domain, (before, after) => {
        const address = `${before}@${after}`;
        expect(isEmail(address) && !z.email().safeParse(address).success).toBe(false);
      }),
      { numRuns: 5_000 },
    );
  });
});
