package io.heliograph.gateway.signal;

import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.protocol.ServerFrameEncoder;
import io.heliograph.gateway.outbound.EncodedFrame;
import io.heliograph.gateway.outbound.FrameEncoder;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * The {@code state} frames of one tick. A frame with a single value is the same for everybody and made once, which is what a change in a large room costs. To be
 * closed at the end of the tick. Confined to its event loop.
 */
final class StateFrames implements AutoCloseable {
    private final FrameEncoder encoder;
    private final IdentityHashMap<byte[], EncodedFrame> single = new IdentityHashMap<>();

    StateFrames(FrameEncoder encoder) {
        this.encoder = encoder;
    }

    void write(List<byte[]> values, List<ChannelName> complete, StateOutbox.Sink sink) {
        if (values.size() == 1 && complete.isEmpty()) {
            sink.write(single.computeIfAbsent(values.getFirst(), value -> frame(List.of(value), List.of())));
            return;
        }
        EncodedFrame frame = frame(values, complete);
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
