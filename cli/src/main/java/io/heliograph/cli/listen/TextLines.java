package io.heliograph.cli.listen;

import io.heliograph.client.subscription.Message;
import io.heliograph.client.subscription.StateValue;
import io.heliograph.client.subscription.SubscriptionEvent.Gap;
import io.heliograph.client.subscription.SubscriptionEvent.Signal;
import io.heliograph.client.subscription.SubscriptionEvent.Skipped;
import io.heliograph.client.subscription.SubscriptionEvent.StateChanged;
import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.channel.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** For people. */
public final class TextLines implements LineFormat {
    @Override
    public String message(Message message) {
        return "%s %s %s %s %s %s"
                .formatted(
                        message.time(),
                        message.channel(),
                        message.position(),
                        message.type(),
                        message.id(),
                        LineFormat.oneLine(message.data().text()));
    }

    @Override
    public String skipped(ChannelName channel, Skipped skipped) {
        return "%s %s to %d has nothing to deliver"
                .formatted(channel, new Position(skipped.epoch(), skipped.from()), skipped.to());
    }

    @Override
    public List<String> stateChanged(ChannelName channel, StateChanged change) {
        List<String> lines = new ArrayList<>();
        change.changed().entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(entry -> {
            StateValue value = entry.getValue();
            lines.add("%s %s %s = %s %s"
                    .formatted(
                            value.time(),
                            channel,
                            entry.getKey(),
                            value.type(),
                            LineFormat.oneLine(value.data().text())));
        });
        change.removed().stream().sorted().forEach(key -> lines.add("%s %s is gone".formatted(channel, key)));
        return lines;
    }

    @Override
    public String signal(Signal signal) {
        return "%s %s (transient) %s %s"
                .formatted(
                        signal.time(),
                        signal.channel(),
                        signal.type(),
                        LineFormat.oneLine(signal.data().text()));
    }

    @Override
    public String gap(ChannelName channel, Gap gap) {
        return "%s has a gap that cannot be filled (%s); it goes on after %s"
                .formatted(channel, gap.reason().wireName(), gap.position());
    }
}
