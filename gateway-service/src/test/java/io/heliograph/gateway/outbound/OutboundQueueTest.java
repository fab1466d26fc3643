package io.heliograph.gateway.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.contracts.protocol.CloseCode;
import io.heliograph.contracts.protocol.ServerFrame;
import io.heliograph.gateway.outbound.OutboundQueue.Offer;
import io.heliograph.gateway.testing.CountedFrames;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class OutboundQueueTest {
    private final CountedFrames frames = new CountedFrames();
    private final RecordingSocket socket = new RecordingSocket();
    private final List<Runnable> tick = new ArrayList<>();
    private final LongAdder podBytes = new LongAdder();
    private final OutboundQueue queue =
            new OutboundQueue(socket, new OutboundLimits(4, 160 * 1024), new FlushSchedule(tick::add), podBytes);

    @Test
    void writesAtOnceWhileTheSocketTakesFrames() {
        offer(1);
        offer(2);

        assertThat(socket.written).containsExactly(1L, 2L);
        assertThat(queue.waitingBytes()).isZero();
    }

    @Test
    void flushesOncePerTickHoweverMuchWasWritten() {
        offer(1);
        offer(2);
        assertThat(socket.flushes).isZero();

        tick.forEach(Runnable::run);

        assertThat(socket.flushes).isEqualTo(1);
    }

    @Test
    void keepsOrderWhenTheSocketIsFullAndDrainsWhenItIsNot() {
        socket.writable = false;
        LongStream.rangeClosed(1, 3).forEach(this::offer);
        socket.writable = true;
        offer(4);

        queue.drain();

        assertThat(socket.written).containsExactly(1L, 2L, 3L, 4L);
        assertThat(podBytes.sum()).isZero();
        assertThat(frames.live()).isZero();
    }

    @Test
    void refusesTheFrameBeyondTheBoundAndChangesNothing() {
        socket.writable = false;
        IntStream.range(0, 4).forEach(i -> assertThat(offer(i)).isEqualTo(Offer.ACCEPTED));
        int before = queue.waitingBytes();

        assertThat(offer(5)).isEqualTo(Offer.OVERFLOW);
        assertThat(queue.waitingBytes()).isEqualTo(before);
    }

    @Test
    void countsWhatTheTransportHoldsTowardsTheBytes() {
        socket.writable = false;
        socket.pendingBytes = 160 * 1024;

        assertThat(offer(1)).isEqualTo(Offer.OVERFLOW);
    }

    @Test
    void flushesBeforeItTakesASocketForFull() {
        socket.fullUntilFlushed = true;
        offer(1);

        assertThat(offer(2)).isEqualTo(Offer.ACCEPTED);
        assertThat(socket.written).containsExactly(1L, 2L);
        assertThat(socket.flushes).isPositive();
    }

    @Test
    void hasRoomUntilHalfOfTheBoundIsTaken() {
        socket.writable = false;
        offer(1);
        assertThat(queue.hasRoom()).isTrue();

        offer(2);

        assertThat(queue.hasRoom()).isFalse();
    }

    @Test
    void releasesWhatWaitsWhenItIsCleared() {
        socket.writable = false;
        offer(1);

        queue.clear();

        assertThat(frames.live()).isZero();
        assertThat(podBytes.sum()).isZero();
    }

    @Test
    void namesTheKeyOfABoundThatIsTooSmall() {
        assertThatThrownBy(() -> new OutboundLimits(256, 1_000))
                .hasMessage("gateway.outbound.max-bytes must be at least 163840, is 1000");
    }

    private Offer offer(long number) {
        EncodedFrame frame = frames.encode(new ServerFrame.Reconnect(number));
        Offer offer = queue.offer(frame);
        frame.release();
        return offer;
    }

    private static final class RecordingSocket implements Socket {
        private final List<Long> written = new ArrayList<>();
        private boolean writable = true;
        private boolean fullUntilFlushed;
        private long pendingBytes;
        private int flushes;

        @Override
        public boolean isWritable() {
            return writable && !(fullUntilFlushed && written.size() > flushes);
        }

        @Override
        public long pendingBytes() {
            return pendingBytes;
        }

        @Override
        public void write(EncodedFrame frame) {
            if (CountedFrames.contentOf(frame) instanceof ServerFrame.Reconnect(long number)) {
                written.add(number);
            }
        }

        @Override
        public void flush() {
            flushes++;
        }

        @Override
        public void close(CloseCode code) {}
    }
}
