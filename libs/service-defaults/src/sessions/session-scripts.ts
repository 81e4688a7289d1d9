import { createHash } from 'node:crypto';
import { absoluteSessionSeconds, lastSeenSeconds, maximumSessions, onlineSeconds } from './session';

/** A Lua script and its SHA-1, by which Redis knows it. */
export type Script = { source: string; sha: string };
export const script = (source: string): Script => ({
  source,
  sha: createHash('sha1').update(source).digest('hex'),
});

/**
 * The one question of every request. KEYS: session, ready:<run id>, and under mirroring the mirrored session. ARGV:
 * environment, extend (1 or 0).
 * `recovering` comes first: a server that lost or reverted its data must not answer from it.
 * A session of a suspended or closed organization, or of one below it, is refused but neither ended nor extended: it holds
 * again after the reopening if its idle limit has not run out meanwhile (A14).
 * A mirrored session holds only beside the session that began it and while that one does; it cannot be used as one's own (A11).
 * Whoever asks with a session of their own is online for two minutes. `online` holds them all; each request takes out whose
 * two minutes are over, so whoever has asked with a session finds nobody else in it.
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
local seen = string.format('%.0f', now)
redis.call('hset', KEYS[1], 'seen', seen)
if KEYS[3] then redis.call('hset', KEYS[3], 'seen', seen) end
redis.call('set', 'online:' .. own[1], KEYS[1], 'EX', ${onlineSeconds})
redis.call('set', 'seen:' .. own[1], seen, 'EX', ${lastSeenSeconds})
redis.call('zadd', 'online', now, own[1])
redis.call('zremrangebyscore', 'online', '-inf', '(' .. string.format('%.0f', now - ${onlineSeconds * 1000}))
return answer
`);

/**
 * Enters a session into its user's list (`sessions:<user>`, handle → key), and takes out those that are over. The list lives
 * as long as the last of its sessions can, and never holds more than {@link maximumSessions}.
 */
const enter = `
local function enter(list, handle, key)
  local held, count, longest, unused = redis.call('hgetall', list), 0, nil, nil
  for i = 1, #held, 2 do
    local seen = tonumber(redis.call('hget', held[i + 1], 'seen') or nil)
    if not seen then
      redis.call('hdel', list, held[i])
    else
      count = count + 1
      if not longest or seen < longest then longest, unused = seen, i end
    end
  end
  if count >= ${maximumSessions} then
    redis.call('del', held[unused + 1])
    redis.call('hdel', list, held[unused])
  end
  redis.call('hset', list, handle, key)
  redis.call('expire', list, ${absoluteSessionSeconds})
end
`;

/**
 * An epoch that was raised in a transaction which then failed is in Redis only; below it no session would hold, so a new one
 * gets the higher of the two.
 */
const epochOf = `
local function epochOf(key, stored) return math.max(tonumber(redis.call('get', key) or '0'), tonumber(stored)) end
`;

/**
 * KEYS: session, sessions:<user>, epoch:<user>. ARGV: user, organization, epoch of the user's row, idle seconds, environment, ids
 * of the organization's path with commas between them, handle, browser, system, network address. Answers when it was created (ms).
 */
export const createSession = script(`${enter}${epochOf}
local now = redis.call('time')
local ms = string.format('%.0f', now[1] * 1000 + math.floor(now[2] / 1000))
redis.call('hset', KEYS[1], 'user', ARGV[1], 'organization', ARGV[2], 'epoch', epochOf(KEYS[3], ARGV[3]),
  'created', ms, 'auth', ms,
  'idle', ARGV[4], 'environment', ARGV[5], 'path', ARGV[6], 'handle', ARGV[7], 'browser', ARGV[8], 'system', ARGV[9],
  'address', ARGV[10], 'seen', ms)
redis.call('expire', KEYS[1], math.min(${absoluteSessionSeconds}, tonumber(ARGV[4])))
enter(KEYS[2], ARGV[7], KEYS[1])
return ms
`);

/**
 * KEYS: mirrored session, sessions:<mirrored user>, epoch:<mirrored user>. ARGV: mirrored user, their organization, epoch of their
 * row, environment, ids of the organization's path with commas between them, the key of the session that mirrors, seconds, handle.
 * Answers when it began and when it ends (ms).
 */
export const createMirrored = script(`${enter}${epochOf}
local time = redis.call('time')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local ms, ends = string.format('%.0f', now), string.format('%.0f', now + ARGV[7] * 1000)
redis.call('hset', KEYS[1], 'user', ARGV[1], 'organization', ARGV[2], 'epoch', epochOf(KEYS[3], ARGV[3]),
  'created', ms, 'environment', ARGV[4], 'path', ARGV[5], 'by', ARGV[6], 'until', ends, 'handle', ARGV[8], 'seen', ms)
redis.call('expire', KEYS[1], ARGV[7])
enter(KEYS[2], ARGV[8], KEYS[1])
return {ms, ends}
`);

/** KEYS: session. It ends, and with it its user's presence if nothing else was heard of them since. Twice is no error. */
export const endSession = script(`
local s = redis.call('hmget', KEYS[1], 'user', 'handle')
if s[1] and redis.call('get', 'online:' .. s[1]) == KEYS[1] then
  redis.call('del', 'online:' .. s[1])
  redis.call('zrem', 'online', s[1])
end
if s[2] then redis.call('hdel', 'sessions:' .. s[1], s[2]) end
return redis.call('del', KEYS[1])
`);

/**
 * KEYS: ready:<run id>, sessions:<user>. ARGV: environment. Answers each session that would still hold, as
 * handle, key, created, seen (ms), idle seconds, browser, system, address and whether it is mirrored; what is over leaves the
 * list.
 */
export const listSessions = script(`
if redis.call('exists', KEYS[1]) == 0 then return 'recovering' end
local held, answer = redis.call('hgetall', KEYS[2]), {}
local function ended(user, epoch) return tonumber(redis.call('get', 'epoch:' .. user) or '0') > tonumber(epoch) end
local function holds(key)
  local s = redis.call('hmget', key, 'user', 'epoch')
  return s[1] and not ended(s[1], s[2])
end
for i = 1, #held, 2 do
  local s = redis.call('hmget', held[i + 1], 'created', 'seen', 'idle', 'browser', 'system', 'address', 'by',
    'environment')
  if not holds(held[i + 1]) or s[7] and not holds(s[7]) then
    redis.call('hdel', KEYS[2], held[i])
  elseif s[8] == ARGV[1] then
    answer[#answer + 1] = {held[i], held[i + 1], s[1], s[2], s[3] or '', s[4] or '', s[5] or '', s[6] or '', s[7] and '1' or ''}
  end
end
return answer
`);

/**
 * KEYS: ready:<run id>, sessions:<user>. ARGV: idle seconds. From now on this is the limit of each session: a longer one
 * counts from the last request that extended it, a shorter one from now, so that whoever is there is still warned.
 */
export const limitIdle = script(`
if redis.call('exists', KEYS[1]) == 0 then return 'recovering' end
local time, next = redis.call('time'), ARGV[1] * 1000
local now = time[1] * 1000 + math.floor(time[2] / 1000)
for _, key in ipairs(redis.call('hvals', KEYS[2])) do
  local s = redis.call('hmget', key, 'idle', 'created')
  if s[1] then
    local left = redis.call('pttl', key) + math.max(0, next - s[1] * 1000)
    redis.call('hset', key, 'idle', ARGV[1])
    redis.call('pexpire', key, math.min(left, next, s[2] + ${absoluteSessionSeconds * 1000} - now))
  end
end
return 'ok'
`);

/**
 * KEYS: epoch:<user>, online:<user>, sessions:<user>, and the session that is to go on if there is one. ARGV: the epoch that
 * the database knows. Answers the new one, higher than both.
 */
export const raiseEpoch = script(`
local next = math.max(tonumber(redis.call('get', KEYS[1]) or '0'), tonumber(ARGV[1])) + 1
redis.call('set', KEYS[1], next, 'EX', ${absoluteSessionSeconds})
local handle = KEYS[4] and redis.call('hget', KEYS[4], 'handle')
redis.call('del', KEYS[3])
if KEYS[4] and redis.call('exists', KEYS[4]) == 1 then
  redis.call('hset', KEYS[4], 'epoch', next)
  if handle then
    redis.call('hset', KEYS[3], handle, KEYS[4])
    redis.call('expire', KEYS[3], ${absoluteSessionSeconds})
  end
else
  redis.call('del', KEYS[2])
  redis.call('zrem', 'online', string.sub(KEYS[2], 8))
end
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
  listSessions,
  limitIdle,
  raiseEpoch,
  restoreEpochs,
  tellOrganizations,
];
