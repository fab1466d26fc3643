package io.heliograph.delivery.catchup;

import io.heliograph.contracts.channel.ChannelName;
import org.jspecify.annotations.Nullable;

/** What is asked of one channel. */
public sealed interface Question {
    ChannelName channel();

    record From(ChannelName channel, Start start) implements Question {}

    /** After the device's last acknowledgement; else the user's furthest; else from the beginning (docs/protocol.md §3.2). */
    record FromAcknowledgement(
            ChannelName channel, String user, @Nullable String device) implements Question {}
}
