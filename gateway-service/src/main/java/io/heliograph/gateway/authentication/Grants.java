package io.heliograph.gateway.authentication;

import io.heliograph.contracts.channel.ChannelPattern;
import java.util.List;

/**
 * What a token allows beyond the user's own channels: its claims {@code channels} and {@code events}.
 *
 * @param eventSources patterns of sources for {@code POST /events}: a source, or the beginning of sources followed by {@code *}
 */
public record Grants(List<ChannelPattern> subscribe, List<ChannelPattern> publish, List<String> eventSources) {
    public static final Grants NONE = new Grants(List.of(), List.of(), List.of());

    public Grants {
        subscribe = List.copyOf(subscribe);
        publish = List.copyOf(publish);
        eventSources = List.copyOf(eventSources);
    }
}
