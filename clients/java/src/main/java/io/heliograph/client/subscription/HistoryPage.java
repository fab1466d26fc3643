package io.heliograph.client.subscription;

import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.channel.Position;
import io.heliograph.contracts.protocol.ServerFrame;
import java.util.List;

/**
 * A part of a channel's past, docs/protocol.md §4.14.
 *
 * @param position the place before the page: where the next older one ends
 * @param more whether anything older is retained
 * @param messages in ascending order; offsets that have nothing to deliver are left out
 */
public record HistoryPage(ChannelName channel, Position position, boolean more, List<Message> messages) {
    public HistoryPage {
        messages = List.copyOf(messages);
    }

    public static HistoryPage of(ServerFrame.History frame) {
        List<Message> messages = frame.frames().stream()
                .filter(ServerFrame.Message.class::isInstance)
                .map(message -> Message.of((ServerFrame.Message) message))
                .toList();
        return new HistoryPage(frame.channel(), frame.position(), frame.more(), messages);
    }
}
