package io.heliograph.gateway.testing;

import io.heliograph.contracts.protocol.ServerFrame;
import io.heliograph.contracts.protocol.ServerFrameDecoder;
import io.heliograph.contracts.protocol.ServerFrameEncoder;
import io.heliograph.gateway.outbound.EncodedFrame;
import io.heliograph.gateway.outbound.FrameEncoder;
import java.util.concurrent.atomic.AtomicInteger;

/** Frames that stay readable, and count what nobody has released. Safe for concurrent use. */
public final class CountedFrames implements FrameEncoder {
    private final AtomicInteger live = new AtomicInteger();

    /** A frame that knows what it says. */
    public final class Frame implements EncodedFrame {
        private final ServerFrame content;
        private final int bytes;
        private final AtomicInteger references = new AtomicInteger(1);

        private Frame(ServerFrame content) {
            this.content = content;
            this.bytes = ServerFrameEncoder.encode(content).length;
        }

        public ServerFrame content() {
            return content;
        }

        @Override
        public int bytes() {
            return bytes;
        }

        @Override
        public void retain() {
            if (references.getAndIncrement() < 1) {
                throw new IllegalStateException("retained after its release: " + content);
            }
        }

        @Override
        public void release() {
            int left = references.decrementAndGet();
            if (left < 0) {
                throw new IllegalStateException("released once too often: " + content);
            }
            if (left == 0) {
                live.decrementAndGet();
            }
        }
    }

    @Override
    public Frame encode(ServerFrame frame) {
        live.incrementAndGet();
        return new Frame(frame);
    }

    @Override
    public Frame encode(byte[] text) {
        return encode(ServerFrameDecoder.decode(text).orElseThrow());
    }

    /** Frames that somebody holds a reference of. */
    public int live() {
        return live.get();
    }

    public static ServerFrame contentOf(EncodedFrame frame) {
        if (frame instanceof Frame counted) {
            return counted.content();
        }
        throw new IllegalArgumentException("not made here: " + frame);
    }
}
