package io.heliograph.contracts.store;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks for the heads of many channels and for the first entries after a place in each. A page of one channel is the same question about that channel alone.
 *
 * @param channels at most {@link StorePath#MAX_CHANNELS}
 * @param limit the most offsets to account for per channel, 0 to {@link StorePath#MAX_ENTRIES}
 */
public record CatchUpRequest(List<Item> channels, int limit) {
    public CatchUpRequest {
        channels = List.copyOf(channels);
        if (channels.size() > StorePath.MAX_CHANNELS) {
            throw new IllegalArgumentException(
                    "at most " + StorePath.MAX_CHANNELS + " channels a request, has " + channels.size());
        }
        if (limit < 0 || limit > StorePath.MAX_ENTRIES) {
            throw new IllegalArgumentException("limit must be 0 to " + StorePath.MAX_ENTRIES + ", is " + limit);
        }
    }

    /** The answer has one {@link CatchUp} per item, in the same order; a channel may be asked for more than once. */
    public record Item(String channel, From from) {}

    /** The place after which entries are wanted. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "at")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = From.AtPosition.class, name = "position"),
        @JsonSubTypes.Type(value = From.AtHead.class, name = "head"),
        @JsonSubTypes.Type(value = From.AtBeginning.class, name = "beginning"),
        @JsonSubTypes.Type(value = From.AtAcknowledgement.class, name = "acknowledgement")
    })
    public sealed interface From {
        /** @param position as text; {@code 0} is the beginning, and no reset when the beginning is gone */
        record AtPosition(String position) implements From {}

        record AtHead() implements From {}

        /** The oldest retained publication. */
        record AtBeginning() implements From {}

        /** After this device's last acknowledgement, else the user's furthest, else as {@link AtBeginning} (docs/protocol.md §3.2). */
        record AtAcknowledgement(String user, @Nullable String device) implements From {}
    }
}
