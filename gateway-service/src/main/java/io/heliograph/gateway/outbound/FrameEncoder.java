package io.heliograph.gateway.outbound;

import io.heliograph.contracts.protocol.ServerFrame;

/** Brings frames into the form of one transport. Safe for concurrent use. */
public interface FrameEncoder {

    /** The caller owns the only reference. */
    EncodedFrame encode(ServerFrame frame);
}
