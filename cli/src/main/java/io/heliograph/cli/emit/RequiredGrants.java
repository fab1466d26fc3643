package io.heliograph.cli.emit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.cloudevents.CloudEventData;
import io.heliograph.client.event.OutgoingEvent;
import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.event.EventReach;
import io.heliograph.contracts.event.Topic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a token has to grant so that events are taken over HTTP, and no more (docs/events.md §5).
 *
 * @param channels to publish to
 * @param sources of the events, and of those that they take back or update
 */
public record RequiredGrants(List<String> channels, List<String> sources) {
    private static final JsonMapper JSON = new JsonMapper();

    public RequiredGrants {
        channels = List.copyOf(channels);
        sources = List.copyOf(sources);
    }

    public static RequiredGrants of(List<OutgoingEvent> events) {
        Set<String> channels = new TreeSet<>();
        Set<String> sources = new TreeSet<>();
        for (OutgoingEvent event : events) {
            sources.add(event.event().getSource().toString());
            if (event.topic() == Topic.PUBLICATIONS || event.topic() == Topic.SIGNALS) {
                channels.add(event.key());
                continue;
            }
            JsonNode data = data(event);
            sources.addAll(EventReach.changedSources(data).values());
            if (EventReach.isForEveryone(data)) {
                channels.add(ChannelName.EVERYONE.value());
            }
        }
        return new RequiredGrants(List.copyOf(channels), List.copyOf(sources));
    }

    private static JsonNode data(OutgoingEvent event) {
        CloudEventData data =
                Objects.requireNonNull(event.event().getData(), "the schemas of these types ask for data");
        try {
            return JSON.readTree(data.toBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("it was checked", e);
        }
    }
}
