package io.heliograph.gateway.signal;

import io.heliograph.contracts.channel.Version;
import io.heliograph.contracts.protocol.ServerFrame;
import io.heliograph.contracts.protocol.ServerFrameEncoder;
import io.heliograph.contracts.wire.PodMessage;

/**
 * A latest value, or a removal, as it goes into frames.
 *
 * @param encoded a VALUE of docs/protocol.md §4.12; shared by all connections, never changed
 */
record StateValue(String key, Version version, boolean isRemoval, byte[] encoded) {

    static StateValue of(PodMessage.State state) {
        var data = state.data();
        var content = data == null
                ? null
                : new ServerFrame.StateValue.Content(state.id(), state.type(), state.time(), state.user(), data);
        return new StateValue(
                state.key(),
                state.version(),
                content == null,
                ServerFrameEncoder.stateValue(
                        new ServerFrame.StateValue(state.channel(), state.key(), state.version(), content)));
    }
}
