package io.heliograph.client.subscription;

import io.heliograph.contracts.channel.Version;
import io.heliograph.contracts.json.JsonBytes;
import io.heliograph.contracts.protocol.ServerFrame;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A latest value of a channel's state, docs/protocol.md §4.12.
 *
 * @param version a greater one is newer
 * @param user who published it over a connection; null when a producer did
 * @param data the JSON that was published, byte for byte
 */
public record StateValue(
        Version version,
        String id,
        String type,
        Instant time,
        @Nullable String user,
        JsonBytes data) {

    static StateValue of(Version version, ServerFrame.StateValue.Content content) {
        return new StateValue(version, content.id(), content.type(), content.time(), content.user(), content.data());
    }
}
