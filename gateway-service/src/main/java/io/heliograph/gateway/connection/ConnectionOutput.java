package io.heliograph.gateway.connection;

import io.heliograph.contracts.protocol.CloseCode;
import io.heliograph.contracts.protocol.ServerFrame;
import io.heliograph.gateway.outbound.EncodedFrame;
import io.heliograph.gateway.outbound.FlushSchedule;
import io.heliograph.gateway.outbound.OutboundQueue;
import io.heliograph.gateway.outbound.OutboundQueue.Offer;
import io.heliograph.gateway.outbound.Socket;

/** The way of frames out of a connection: encoded, counted, queued while the socket takes no more. Confined to its event loop. */
final class ConnectionOutput {
    private final ConnectionServices services;
    private final Socket socket;
    private final Traffic traffic;
    private final OutboundQueue queue;

    ConnectionOutput(ConnectionServices services, FlushSchedule flushes, Socket socket, Traffic traffic) {
        this.services = services;
        this.socket = socket;
        this.traffic = traffic;
        queue = new OutboundQueue(
                socket,
                services.settings().outbound(),
                flushes,
                services.deliveryMetrics().queueBytes());
    }

    Offer offer(ServerFrame frame) {
        EncodedFrame encoded = services.encoder().encode(frame);
        Offer offer = offer(encoded);
        encoded.release();
        return offer;
    }

    /** Keeps a reference of its own while the frame waits. */
    Offer offer(EncodedFrame frame) {
        Offer offer = queue.offer(frame);
        if (offer == Offer.ACCEPTED) {
            traffic.sent(frame.bytes());
            services.deliveryMetrics().sent(frame.bytes());
        }
        return offer;
    }

    /** The socket takes more. */
    void drain() {
        queue.drain();
    }

    boolean takesAtOnce() {
        return queue.takesAtOnce();
    }

    boolean hasRoom() {
        return queue.hasRoom();
    }

    /** Says {@code closing} and closes, docs/protocol.md §4.10. What waits is dropped: the client resumes from its position. */
    void close(CloseCode code) {
        discard();
        EncodedFrame closing = services.encoder().encode(ServerFrame.Closing.of(code, RetryAfter.millis(code)));
        socket.write(closing);
        closing.release();
        socket.close(code);
    }

    /** Drops what waits. */
    void discard() {
        queue.clear();
    }
}
