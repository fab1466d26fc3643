package io.heliograph.contracts.protocol;

import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.channel.Position;
import io.heliograph.contracts.channel.Version;
import io.heliograph.contracts.json.JsonBytes;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a server says, docs/protocol.md §4. */
public sealed interface ServerFrame {
    /** §4.1. */
    record Welcome(String connection, String user, long pingIntervalMillis, long expiresInMillis, Instant serverTime)
            implements ServerFrame {}

    /** §4.2. */
    record Subscribed(
            @Nullable String ref,
            ChannelName channel,
            Position position,
            Position head,
            boolean resumed,
            boolean pending)
            implements ServerFrame {}

    /** §4.3. */
    record Message(
            ChannelName channel,
            long epoch,
            long offset,
            String id,
            String type,
            Instant time,
            @Nullable String user,
            @Nullable String traceparent,
            JsonBytes data)
            implements ServerFrame {}

    /** §4.3, without a place in the channel. */
    record TransientMessage(
            ChannelName channel,
            @Nullable String id,
            String type,
            Instant time,
            @Nullable String user,
            @Nullable String traceparent,
            JsonBytes data)
            implements ServerFrame {}

    /** §4.4. */
    record Skipped(ChannelName channel, long epoch, long from, long to) implements ServerFrame {}

    /** §4.5. Without a position when the reason is {@link ResetReason#DENIED}; only then with a {@code ref}. */
    record Reset(
            @Nullable String ref,
            ChannelName channel,
            ResetReason reason,
            @Nullable Position position) implements ServerFrame {
        public static Reset denied(@Nullable String ref, ChannelName channel) {
            return new Reset(ref, channel, ResetReason.DENIED, null);
        }
    }

    /** §4.6. Without an id when the publication had none. */
    record Published(String ref, @Nullable String id) implements ServerFrame {}

    /** §4.7. */
    record Refreshed(@Nullable String ref, long expiresInMillis) implements ServerFrame {}

    /** §4.8. */
    record Reconnect(long afterMillis) implements ServerFrame {}

    /** §4.9, {@code error}. */
    record Failed(
            @Nullable String ref,
            String code,
            String message,
            @Nullable String channel) implements ServerFrame {
        public static Failed of(@Nullable String ref, ProblemCode code, String message) {
            return new Failed(ref, code.wireName(), message, null);
        }

        public static Failed of(@Nullable String ref, ProblemCode code, String message, ChannelName channel) {
            return new Failed(ref, code.wireName(), message, channel.value());
        }
    }

    /** §4.10. Code and reason are free, so that a client obeys codes made after it. */
    record Closing(int code, String reason, boolean reconnect, long retryAfterMillis) implements ServerFrame {
        public static Closing of(CloseCode code, long retryAfterMillis) {
            return new Closing(code.number(), code.name(), code.reconnect(), retryAfterMillis);
        }
    }

    /** §4.11. */
    record Ping() implements ServerFrame {}

    /** §4.12. */
    record State(List<StateValue> values, List<ChannelName> complete) implements ServerFrame {
        public State {
            values = List.copyOf(values);
            complete = List.copyOf(complete);
        }
    }

    /**
     * A latest value, or the removal of one.
     *
     * @param content null when the key was removed
     */
    record StateValue(
            ChannelName channel,
            String key,
            Version version,
            @Nullable Content content) {

        /** What a key stands for. */
        public record Content(
                String id,
                String type,
                Instant time,
                @Nullable String user,
                JsonBytes data) {}
    }

    /** §4.13. */
    record Presence(String ref, ChannelName channel, boolean entered) implements ServerFrame {}

    /**
     * §4.14.
     *
     * @param frames {@link Message} and {@link Skipped}
     */
    record History(String ref, ChannelName channel, Position position, boolean more, List<ServerFrame> frames)
            implements ServerFrame {
        public History {
            frames = List.copyOf(frames);
        }
    }
}
