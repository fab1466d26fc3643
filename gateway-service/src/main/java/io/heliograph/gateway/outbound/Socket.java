package io.heliograph.gateway.outbound;

import io.heliograph.contracts.protocol.CloseCode;

/** The way to one client. Confined to its connection's event loop. */
public interface Socket {

    /** Whether the transport takes more at present. It changes with what is written and flushed. */
    boolean isWritable();

    /** What the transport holds and has not given to the network yet. */
    long pendingBytes();

    /** Hands a frame to the transport, which keeps a reference of its own; it goes out with the next {@link #flush}. */
    void write(EncodedFrame frame);

    void flush();

    /** Flushes, closes with the code and reads no more. */
    void close(CloseCode code);
}
