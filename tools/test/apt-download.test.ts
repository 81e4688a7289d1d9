import { installedWithout } from '../infrastructure/apt-download';

const status = `Package: redis-server
Status: install ok installed
Depends: redis-tools

Package: uses-redis
Status: install ok installed
Pre-Depends: redis-server,
 redis-tools
Version: 1
Conflicts: other

Package: half-there
Status: install ok half-configured
Version: 2

`;

it('counts what is installed as there, without what would make apt call the rest broken', () => {
  expect(installedWithout(status, /^redis-/)).toBe(`Package: uses-redis
Status: install ok installed
Version: 1

`);
});
