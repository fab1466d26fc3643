package io.heliograph.gateway.outbound;

import io.heliograph.contracts.protocol.ServerFrame;

/** Brings frames into the form of one transport. Safe for concurrent use. */
public interface FrameEncoder {

    /** The caller owns the only reference. */
    EncodedFrame encode(ServerFrame frame);

    /** As {@link #encode(ServerFrame)}, of a frame's text in UTF-8. */
    EncodedFrame encode(byte[] text);
}
