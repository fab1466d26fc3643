package io.heliograph.systemtests.history;

import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.channel.Position;
import io.heliograph.contracts.json.JsonBytes;
import io.heliograph.contracts.protocol.ServerFrame;
import java.util.List;
import java.util.Map;

/**
 * Everything that a run left behind.
 *
 * @param published what the producers sent, in the order in which each sent it
 * @param rows what PostgreSQL holds, by channel and offset
 * @param frames what each connection received, in order
 * @param applied what each device's client library gave to the application, in order
 */
public record History(
        List<Published> published,
        List<Row> rows,
        Map<String, List<ServerFrame>> frames,
        Map<Device, List<Applied>> applied) {

    public History {
        published = List.copyOf(published);
        rows = List.copyOf(rows);
        frames = Map.copyOf(frames);
        applied = Map.copyOf(applied);
    }

    /** Whether Kafka has it. */
    public enum Outcome {
        ACKNOWLEDGED,
        /** The producer never learned what became of it. */
        UNKNOWN
    }

    public record Published(String producer, ChannelName channel, String id, JsonBytes data, Outcome outcome) {}

    public record Row(ChannelName channel, long epoch, long offset, String id, JsonBytes data) {}

    /** @param subscriptions the channels it must have to their heads when the run ends, and where its history of each begins */
    public record Device(String name, Map<ChannelName, Position> subscriptions) {
        public Device {
            subscriptions = Map.copyOf(subscriptions);
        }
    }

    public record Applied(ChannelName channel, long epoch, long offset, String id, JsonBytes data) {}
}
