import { createHash } from 'node:crypto';
import { absoluteSessionSeconds } from './session';

/** A Lua script and its SHA-1, by which Redis knows it. */
export type Script = { source: string; sha: string };
const script = (source: string): Script => ({ source, sha: createHash('sha1').update(source).digest('hex') });

/**
 * The one question of every request. KEYS: session, ready:<run id>. ARGV: environment, extend (1 or 0).
 * `recovering` comes first: a server that lost or reverted its data must not answer from it.
 * A session of a suspended or closed organization, or of one below it, is refused but neither ended nor extended: it holds
 * again after the reopening if its idle limit has not run out meanwhile (A14).
 * A session from before paths were stored is checked against its own organization alone.
 * Keys are made of what the session holds, so this needs a single Redis (with replicas), not a cluster.
 */
export const checkSession = script(`
if redis.call('exists', KEYS[2]) == 0 then return {'recovering'} end
local s = redis.call('hmget', KEYS[1], 'user', 'organization', 'epoch', 'created', 'auth', 'idle', 'environment', 'path')
if not s[1] then return {'ended'} end
if s[7] ~= ARGV[1] then return {'other_environment'} end
local keys = {'epoch:' .. s[1]}
for id in string.gmatch(s[8] or s[2], '[^,]+') do keys[#keys + 1] = 'organization:' .. id end
local told = redis.call('mget', unpack(keys))
if told[1] and tonumber(told[1]) > tonumber(s[3]) then
  redis.call('del', KEYS[1])
  return {'ended'}
end
local now = redis.call('time')
local left = tonumber(s[4]) + ${absoluteSessionSeconds * 1000} - (now[1] * 1000 + math.floor(now[2] / 1000))
if left <= 0 then
  redis.call('del', KEYS[1])
  return {'ended'}
end
for i = 2, #keys do
  if told[i] and not string.find(told[i], ' active$') then return {'organization_suspended'} end
end
if ARGV[2] == '1' then redis.call('pexpire', KEYS[1], math.min(left, tonumber(s[6]) * 1000)) end
return {'ok', s[1], s[2], s[4], s[5], s[6], s[7]}
`);

/**
 * KEYS: session. ARGV: user, organization, epoch, idle seconds, environment, ids of the organization's path with commas
 * between them. Answers when it was created (ms).
 */
export const createSession = script(`
local now = redis.call('time')
local ms = string.format('%.0f', now[1] * 1000 + math.floor(now[2] / 1000))
redis.call('hset', KEYS[1], 'user', ARGV[1], 'organization', ARGV[2], 'epoch', ARGV[3], 'created', ms, 'auth', ms,
  'idle', ARGV[4], 'environment', ARGV[5], 'path', ARGV[6])
redis.call('expire', KEYS[1], math.min(${absoluteSessionSeconds}, tonumber(ARGV[4])))
return ms
`);

/** KEYS: epoch:<user>. ARGV: the epoch that the database knows. Answers the new one, higher than both. */
export const raiseEpoch = script(`
local next = math.max(tonumber(redis.call('get', KEYS[1]) or '0'), tonumber(ARGV[1])) + 1
redis.call('set', KEYS[1], next, 'EX', ${absoluteSessionSeconds})
return next
`);

/** KEYS: epochs. ARGV: their values. Never lowers one. */
export const restoreEpochs = script(`
for i, key in ipairs(KEYS) do
  if tonumber(redis.call('get', key) or '0') < tonumber(ARGV[i]) then
    redis.call('set', key, ARGV[i], 'EX', ${absoluteSessionSeconds})
  end
end
`);

/**
 * KEYS: organization:<id>. ARGV: the version and the status of each. An older word never takes the place of a newer one,
 * so it does not matter who tells it how often and how late. That one is active need not be known for long.
 */
export const tellOrganizations = script(`
for i, key in ipairs(KEYS) do
  local version, status = ARGV[2 * i - 1], ARGV[2 * i]
  local known = redis.call('get', key)
  if not known or tonumber(string.match(known, '^%d+')) < tonumber(version) then
    redis.call('set', key, version .. ' ' .. status)
    if status == 'active' then redis.call('expire', key, ${absoluteSessionSeconds}) end
  end
end
`);

/** Every script, to be loaded on each new connection. */
export const sessionScripts = [checkSession, createSession, raiseEpoch, restoreEpochs, tellOrganizations];
