package io.heliograph.gateway.signal;

import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.protocol.ServerFrameEncoder;
import io.heliograph.gateway.outbound.EncodedFrame;
import io.heliograph.gateway.outbound.FrameEncoder;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * The {@code state} frames of one tick. A frame with a single value is the same for everybody and made once, which is what a change in a large room costs. To be
 * closed at the end of the tick. Confined to its event loop.
 */
final class StateFrames implements AutoCloseable {
    /** Far below what a client's stack takes, and small against the bound of what waits for a client. */
    private static final int MAX_VALUE_BYTES = 32 * 1024;

    private final FrameEncoder encoder;
    private final Map<byte[], EncodedFrame> single = new IdentityHashMap<>();

    StateFrames(FrameEncoder encoder) {
        this.encoder = encoder;
    }

    /** Writes the values in one frame, or several when they are large; {@code complete} comes with the last. */
    void write(List<byte[]> values, List<ChannelName> complete, StateOutbox.Sink sink) {
        if (values.size() == 1 && complete.isEmpty()) {
            sink.write(single.computeIfAbsent(values.getFirst(), value -> frame(List.of(value), List.of())));
            return;
        }
        List<byte[]> part = new ArrayList<>();
        int bytes = 0;
        for (byte[] value : values) {
            if (!part.isEmpty() && bytes + value.length > MAX_VALUE_BYTES) {
                writeOnce(frame(part, List.of()), sink);
                part.clear();
                bytes = 0;
            }
            part.add(value);
            bytes += value.length;
        }
        if (!part.isEmpty() || !complete.isEmpty()) {
            writeOnce(frame(part, complete), sink);
        }
    }

    private static void writeOnce(EncodedFrame frame, StateOutbox.Sink sink) {
        sink.write(frame);
        frame.release();
    }

    private EncodedFrame frame(List<byte[]> values, List<ChannelName> complete) {
        return encoder.encode(ServerFrameEncoder.state(values, complete));
    }

    @Override
    public void close() {
        single.values().forEach(EncodedFrame::release);
        single.clear();
    }
}
