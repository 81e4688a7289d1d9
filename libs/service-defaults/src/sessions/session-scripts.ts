import { createHash } from 'node:crypto';
import { absoluteSessionSeconds } from './session';

/** A Lua script and its SHA-1, by which Redis knows it. */
export type Script = { source: string; sha: string };
const script = (source: string): Script => ({ source, sha: createHash('sha1').update(source).digest('hex') });

/**
 * The one question of every request. KEYS: session, ready:<run id>. ARGV: environment, extend (1 or 0).
 * `recovering` comes first: a server that lost or reverted its data must not answer from it.
 * The epoch's key is read from the session, so this needs a single Redis (with replicas), not a cluster.
 */
export const checkSession = script(`
if redis.call('exists', KEYS[2]) == 0 then return {'recovering'} end
local s = redis.call('hmget', KEYS[1], 'user', 'organization', 'epoch', 'created', 'auth', 'idle', 'environment')
if not s[1] then return {'ended'} end
if s[7] ~= ARGV[1] then return {'other_environment'} end
local raised = redis.call('get', 'epoch:' .. s[1])
if raised and tonumber(raised) > tonumber(s[3]) then
  redis.call('del', KEYS[1])
  return {'ended'}
end
local now = redis.call('time')
local left = tonumber(s[4]) + ${absoluteSessionSeconds * 1000} - (now[1] * 1000 + math.floor(now[2] / 1000))
if left <= 0 then
  redis.call('del', KEYS[1])
  return {'ended'}
end
if ARGV[2] == '1' then redis.call('pexpire', KEYS[1], math.min(left, tonumber(s[6]) * 1000)) end
return {'ok', s[1], s[2], s[4], s[5], s[6], s[7]}
`);

/** KEYS: session. ARGV: user, organization, epoch, idle seconds, environment. Answers when it was created (ms). */
export const createSession = script(`
local now = redis.call('time')
local ms = string.format('%.0f', now[1] * 1000 + math.floor(now[2] / 1000))
redis.call('hset', KEYS[1], 'user', ARGV[1], 'organization', ARGV[2], 'epoch', ARGV[3], 'created', ms, 'auth', ms,
  'idle', ARGV[4], 'environment', ARGV[5])
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

/** Every script, to be loaded on each new connection. */
export const sessionScripts = [checkSession, createSession, raiseEpoch, restoreEpochs];
