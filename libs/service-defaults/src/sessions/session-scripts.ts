import { createHash } from 'node:crypto';
import { absoluteSessionSeconds, onlineSeconds } from './session';

/** A Lua script and its SHA-1, by which Redis knows it. */
export type Script = { source: string; sha: string };
const script = (source: string): Script => ({ source, sha: createHash('sha1').update(source).digest('hex') });

/**
 * The one question of every request. KEYS: session, ready:<run id>, and under mirroring the mirrored session. ARGV:
 * environment, extend (1 or 0).
 * `recovering` comes first: a server that lost or reverted its data must not answer from it.
 * A session of a suspended or closed organization, or of one below it, is refused but neither ended nor extended: it holds
 * again after the reopening if its idle limit has not run out meanwhile (A14).
 * A mirrored session holds only beside the session that began it and while that one does; it cannot be used as one's own (A11).
 * Whoever asks with a session of their own is online for two minutes.
 * A session from before paths were stored is checked against its own organization alone.
 * Keys are made of what the session holds, so this needs a single Redis (with replicas), not a cluster.
 */
export const checkSession = script(`
if redis.call('exists', KEYS[2]) == 0 then return {'recovering'} end
local time = redis.call('time')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local function look(key)
  local s = redis.call('hmget', key, 'user', 'organization', 'epoch', 'created', 'auth', 'idle', 'environment', 'path',
    'by', 'until')
  if not s[1] then return 'ended' end
  if s[7] ~= ARGV[1] then return 'other_environment' end
  local keys = {'epoch:' .. s[1]}
  for id in string.gmatch(s[8] or s[2], '[^,]+') do keys[#keys + 1] = 'organization:' .. id end
  local told = redis.call('mget', unpack(keys))
  local left = tonumber(s[10] or s[4] + ${absoluteSessionSeconds * 1000}) - now
  if left <= 0 or told[1] and tonumber(told[1]) > tonumber(s[3]) then
    redis.call('del', key)
    return 'ended'
  end
  for i = 2, #keys do
    if told[i] and not string.find(told[i], ' active$') then return 'organization_suspended' end
  end
  return 'ok', s, left
end
local state, own, left = look(KEYS[1])
if state ~= 'ok' then return {state} end
if own[9] then return {'ended'} end
local answer = {'ok', own[1], own[2], own[4], own[5], own[6], own[7]}
if KEYS[3] then
  local mirrored
  state, mirrored = look(KEYS[3])
  if state ~= 'ok' or mirrored[9] ~= KEYS[1] then return {'mirroring_ended'} end
  for _, value in ipairs({mirrored[1], mirrored[2], mirrored[4], mirrored[10]}) do answer[#answer + 1] = value end
end
if ARGV[2] == '1' then redis.call('pexpire', KEYS[1], math.min(left, tonumber(own[6]) * 1000)) end
redis.call('set', 'online:' .. own[1], KEYS[1], 'EX', ${onlineSeconds})
return answer
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

/**
 * KEYS: mirrored session. ARGV: mirrored user, their organization, their epoch, environment, ids of the organization's path
 * with commas between them, the key of the session that mirrors, seconds. Answers when it began and when it ends (ms).
 */
export const createMirrored = script(`
local time = redis.call('time')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local ms, ends = string.format('%.0f', now), string.format('%.0f', now + ARGV[7] * 1000)
redis.call('hset', KEYS[1], 'user', ARGV[1], 'organization', ARGV[2], 'epoch', ARGV[3], 'created', ms,
  'environment', ARGV[4], 'path', ARGV[5], 'by', ARGV[6], 'until', ends)
redis.call('expire', KEYS[1], ARGV[7])
return {ms, ends}
`);

/** KEYS: session. It ends, and with it its user's presence if nothing else was heard of them since. Twice is no error. */
export const endSession = script(`
local user = redis.call('hget', KEYS[1], 'user')
if user and redis.call('get', 'online:' .. user) == KEYS[1] then redis.call('del', 'online:' .. user) end
return redis.call('del', KEYS[1])
`);

/** KEYS: epoch:<user>, online:<user>. ARGV: the epoch that the database knows. Answers the new one, higher than both. */
export const raiseEpoch = script(`
redis.call('del', KEYS[2])
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
export const sessionScripts = [
  checkSession,
  createSession,
  createMirrored,
  endSession,
  raiseEpoch,
  restoreEpochs,
  tellOrganizations,
];
