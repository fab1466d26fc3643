-- Moves a mark if it is where it is expected to be, or already where it is to go.
-- KEYS: the mark
-- ARGV: from where (empty: from nowhere), to where
-- Returns 1, or 0 when the mark was elsewhere.
local found = redis.call('GET', KEYS[1]) or ''
if found == ARGV[2] then
    return 1
end
if found ~= ARGV[1] then
    return 0
end
redis.call('SET', KEYS[1], ARGV[2])
return 1
