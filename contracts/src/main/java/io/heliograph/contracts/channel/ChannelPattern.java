package io.heliograph.contracts.channel;

/**
 * Which channels a grant covers: a channel's name, or the beginning of names followed by {@code *}, as in {@code room:*}. The kind must be
 * spelt out, so that no pattern reaches into another kind.
 *
 * @param value the pattern as it stands in the token
 */
public record ChannelPattern(String value) {
    public ChannelPattern {
        String sample = value.endsWith("*") ? value.substring(0, value.length() - 1) + "x" : value;
        if (!ChannelName.isValid(sample)) {
            throw new IllegalArgumentException(
                    "channel pattern must be a channel name or its beginning with '*' at the end, as room:*, is '"
                            + value + "'");
        }
    }

    public boolean matches(ChannelName channel) {
        return value.endsWith("*")
                ? channel.value().regionMatches(0, value, 0, value.length() - 1)
                : channel.value().equals(value);
    }
}
