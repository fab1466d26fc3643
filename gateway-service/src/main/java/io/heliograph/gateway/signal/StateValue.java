package io.heliograph.gateway.signal;

import io.heliograph.contracts.channel.Version;
import io.heliograph.contracts.protocol.ServerFrame;
import io.heliograph.contracts.protocol.ServerFrameEncoder;
import io.heliograph.contracts.wire.PodMessage;

/** A latest value, or a removal, as it goes into frames: shared by all connections. */
final class StateValue {
    private final String key;
    private final Version version;
    private final boolean removal;
    private final byte[] encoded;

    private StateValue(String key, Version version, boolean removal, byte[] encoded) {
        this.key = key;
        this.version = version;
        this.removal = removal;
        this.encoded = encoded;
    }

    static StateValue of(PodMessage.State state) {
        var data = state.data();
        var content = data == null
                ? null
                : new ServerFrame.StateValue.Content(state.id(), state.type(), state.time(), state.user(), data);
        return new StateValue(
                state.key(),
                state.version(),
                data == null,
                ServerFrameEncoder.stateValue(
                        new ServerFrame.StateValue(state.channel(), state.key(), state.version(), content)));
    }

    String key() {
        return key;
    }

    Version version() {
        return version;
    }

    boolean isRemoval() {
        return removal;
    }

    /** A VALUE of docs/protocol.md §4.12, never to be changed; the same object however often it is asked for. */
    byte[] encoded() {
        return encoded;
    }
}
