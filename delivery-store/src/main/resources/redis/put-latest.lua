-- Puts a value into a channel's state if it is not older than the one there; the same once more changes nothing, and is answered alike.
-- KEYS: latest:<channel>
-- ARGV: key of the state, version, field (version, line feed, binary form), 1 for a removal or 0, most keys with a value, seconds to live
-- Returns the highest version of the channel before (empty when there was none), or "stale", or "full".
local hash, key, version, field = KEYS[1], ARGV[1], ARGV[2], ARGV[3]
local is_value, max = ARGV[4] == '0', tonumber(ARGV[5])

-- As text: a number of Lua is not exact beyond 2^53.
local function compare_numbers(a, b)
    if #a ~= #b then
        return #a < #b and -1 or 1
    end
    return a == b and 0 or (a < b and -1 or 1)
end

local function compare(a, b)
    local a_generation, a_number = string.match(a, '^(%d+)%.(%d+)$')
    local b_generation, b_number = string.match(b, '^(%d+)%.(%d+)$')
    local order = compare_numbers(a_generation, b_generation)
    return order ~= 0 and order or compare_numbers(a_number, b_number)
end

local function version_of(stored)
    return string.match(stored, '^[^\n]*')
end

-- The binary form ends with the data, which as JSON never ends with a zero, or with a zero.
local function has_value(stored)
    return string.byte(stored, -1) ~= 0
end

local known = redis.call('HGET', hash, key)
if known and compare(version, version_of(known)) < 0 then
    return 'stale'
end

local adds_field, adds_value = not known, is_value and not (known and has_value(known))
if (adds_field or adds_value) and redis.call('HLEN', hash) > max then -- one field is the highest version
    local all = redis.call('HGETALL', hash)
    local values, removed = 0, {}
    for i = 1, #all, 2 do
        if all[i] ~= '' and all[i] ~= key then
            if has_value(all[i + 1]) then
                values = values + 1
            else
                removed[#removed + 1] = { key = all[i], version = version_of(all[i + 1]) }
            end
        end
    end
    if adds_value and values >= max then
        return 'full'
    end
    -- The oldest removals go, and some more than must, so that the next ones need not look at all fields again.
    table.sort(removed, function(a, b) return compare(a.version, b.version) < 0 end)
    local excess = values + #removed + 1 - math.floor(max * 0.9)
    for i = 1, math.min(excess, #removed) do
        redis.call('HDEL', hash, removed[i].key)
    end
end

local highest = redis.call('HGET', hash, '')
redis.call('HSET', hash, key, field)
if not highest or compare(version, highest) > 0 then
    redis.call('HSET', hash, '', version)
end
redis.call('EXPIRE', hash, ARGV[6])
return highest or ''
