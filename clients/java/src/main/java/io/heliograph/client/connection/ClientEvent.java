package io.heliograph.client.connection;

import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.channel.Position;
import io.heliograph.contracts.protocol.ClientFrame;
import io.heliograph.contracts.protocol.ServerFrame;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What happens to a client. A link is one attempt at a connection, from its token on; links are numbered. */
public sealed interface ClientEvent {
    record ConnectRequested() implements ClientEvent {}

    record CloseRequested() implements ClientEvent {}

    record SubscribeRequested(int subscription, ChannelName channel, ClientFrame.Start start) implements ClientEvent {}

    record UnsubscribeRequested(int subscription) implements ClientEvent {}

    record AcknowledgeRequested(int subscription, Position position) implements ClientEvent {}

    /** @param ref of the publication: this client gives each one its own */
    record PublishRequested(String ref, ClientFrame.Publish publication) implements ClientEvent {}

    record EnterRequested(ClientFrame.Enter frame) implements ClientEvent {}

    record LeaveRequested(ClientFrame.Leave frame) implements ClientEvent {}

    record HistoryRequested(ClientFrame.History frame) implements ClientEvent {}

    /** The person became idle, or active again. */
    record IdleChanged(boolean idle) implements ClientEvent {}

    record TokenReceived(int link, Token token) implements ClientEvent {}

    record TokenUnavailable(int link) implements ClientEvent {}

    /** The handshake succeeded and the server selected the protocol. */
    record SocketOpened(int link) implements ClientEvent {}

    /** @param frame null when this client does not know it */
    record FrameReceived(int link, @Nullable ServerFrame frame) implements ClientEvent {}

    /**
     * The handshake failed, or the socket is gone.
     *
     * @param retryAfter what the server asked for, or zero
     */
    record SocketEnded(int link, Ending ending, Duration retryAfter) implements ClientEvent {}

    /** A deadline of the client has come. */
    record Ticked() implements ClientEvent {}
}
