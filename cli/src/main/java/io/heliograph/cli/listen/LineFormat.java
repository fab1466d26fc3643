package io.heliograph.cli.listen;

import io.heliograph.client.subscription.Message;
import io.heliograph.client.subscription.SubscriptionEvent.Gap;
import io.heliograph.client.subscription.SubscriptionEvent.Signal;
import io.heliograph.client.subscription.SubscriptionEvent.Skipped;
import io.heliograph.client.subscription.SubscriptionEvent.StateChanged;
import io.heliograph.contracts.channel.ChannelName;
import java.util.List;

/** What an event looks like: one line, without its end. */
public sealed interface LineFormat permits TextLines, JsonLines {
    String message(Message message);

    String skipped(ChannelName channel, Skipped skipped);

    /** One line for each value that changed or went. */
    List<String> stateChanged(ChannelName channel, StateChanged change);

    String signal(Signal signal);

    String gap(ChannelName channel, Gap gap);

    /** JSON in one line: outside of its strings, which have none, a line break is as good as a space. */
    static String oneLine(String json) {
        return json.replace('\n', ' ').replace('\r', ' ');
    }
}
