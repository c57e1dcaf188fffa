import { type CommandParser, defineScript } from '@redis/client';

/** Runs a script with keys and arguments. Redis keeps its text, so that mostly its hash alone is sent. */
const script = <Reply>(text: string) =>
  defineScript({
    SCRIPT: text,
    parseCommand(parser: CommandParser, keys: readonly string[], values: readonly string[]) {
      parser.pushKeysLength([...keys]);
      parser.push(...values);
    },
    transformReply: (reply: Reply) => reply,
  });

/** What Redis does in one step that no other command can come between. */
export const scripts = {
  /** Puts ARGV[2], or nothing where it is empty, in the place of ARGV[1] for ARGV[3] milliseconds. */
  replaceText: script<number>(`
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
if ARGV[2] == '' then redis.call('DEL', KEYS[1]) else redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3]) end
return 1`),

  /**
   * Takes from the token bucket at each key as many calls as its argument says, all or, where ARGV[2] is 1, none if one of them
   * has too few. ARGV[1] is what a bucket holds, and gets in a minute by the clock of Redis. A full one is not kept.
   * Returns whether they were taken, and then what is left at each key, as texts.
   */
  takeCalls: script<readonly string[]>(`
local most = tonumber(ARGV[1])
local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
local left = {}
local taken = '1'
for i, key in ipairs(KEYS) do
  local kept = redis.call('HMGET', key, 'left', 'at')
  left[i] = most
  if kept[1] then left[i] = math.min(most, kept[1] + math.max(0, now - kept[2]) * most / 60000) end
  if ARGV[2] == '1' and left[i] < tonumber(ARGV[i + 2]) then taken = '0' end
end
local reply = { taken }
for i, key in ipairs(KEYS) do
  local calls = tonumber(ARGV[i + 2])
  if taken == '1' and calls ~= 0 then
    left[i] = math.min(most, left[i] - calls)
    redis.call('HSET', key, 'left', string.format('%.6f', left[i]), 'at', string.format('%.0f', now))
    redis.call('PEXPIRE', key, math.ceil((most - left[i]) * 60000 / most) + 1)
  end
  reply[i + 1] = string.format('%.6f', left[i])
end
return reply`),
};
