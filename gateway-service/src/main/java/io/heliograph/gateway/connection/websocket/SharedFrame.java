package io.heliograph.gateway.connection.websocket;

import io.heliograph.gateway.outbound.EncodedFrame;
import io.netty.buffer.ByteBuf;

/** A whole WebSocket frame of the server: header and payload, the same bytes for every client, because a server does not mask (RFC 6455 §5.1). */
record SharedFrame(ByteBuf buffer) implements EncodedFrame {

    @Override
    public int bytes() {
        return buffer.readableBytes();
    }

    @Override
    public void retain() {
        buffer.retain();
    }

    @Override
    public void release() {
        buffer.release();
    }
}
