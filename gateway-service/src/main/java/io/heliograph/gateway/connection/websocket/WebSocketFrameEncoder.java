package io.heliograph.gateway.connection.websocket;

import io.heliograph.contracts.protocol.ServerFrame;
import io.heliograph.contracts.protocol.ServerFrameEncoder;
import io.heliograph.gateway.outbound.EncodedFrame;
import io.heliograph.gateway.outbound.FrameEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;

/** Makes one unfragmented text frame, RFC 6455 §5.2, in direct memory: it is given to any number of channels without a copy. Safe for concurrent use. */
public final class WebSocketFrameEncoder implements FrameEncoder {
    private static final int FINAL_TEXT = 0x81;
    private static final int MAX_SHORT_LENGTH = 125;
    private static final int MEDIUM_LENGTH = 126;
    private static final int MAX_MEDIUM_LENGTH = 0xFFFF;
    private static final int LONG_LENGTH = 127;
    private static final int MAX_HEADER_BYTES = 10;

    @Override
    public EncodedFrame encode(ServerFrame frame) {
        return encode(ServerFrameEncoder.encode(frame));
    }

    @Override
    public EncodedFrame encode(byte[] payload) {
        ByteBuf buffer = PooledByteBufAllocator.DEFAULT.directBuffer(MAX_HEADER_BYTES + payload.length);
        buffer.writeByte(FINAL_TEXT);
        if (payload.length <= MAX_SHORT_LENGTH) {
            buffer.writeByte(payload.length);
        } else if (payload.length <= MAX_MEDIUM_LENGTH) {
            buffer.writeByte(MEDIUM_LENGTH).writeShort(payload.length);
        } else {
            buffer.writeByte(LONG_LENGTH).writeLong(payload.length);
        }
        return new SharedFrame(buffer.writeBytes(payload));
    }
}
