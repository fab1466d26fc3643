package io.heliograph.gateway.outbound;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * The frames that wait for one client, docs/protocol.md §2.2. While the socket takes frames nothing waits here. Confined to its connection's event loop.
 */
public final class OutboundQueue {

    /** What became of a frame. */
    public enum Offer {
        ACCEPTED,
        /** Refused, and nothing changed: the caller closes with SLOW_CONSUMER, because a silent drop would break resuming. */
        OVERFLOW
    }

    private final Socket socket;
    private final OutboundLimits limits;
    private final FlushSchedule flushes;
    private final LongAdder podBytes;

    /** Made when something has to wait, which for most connections is never. */
    private @Nullable Queue<EncodedFrame> waiting;

    private int waitingBytes;
    private boolean unflushed;

    /** @param podBytes the bytes that wait on all connections of this pod */
    public OutboundQueue(Socket socket, OutboundLimits limits, FlushSchedule flushes, LongAdder podBytes) {
        this.socket = socket;
        this.limits = limits;
        this.flushes = flushes;
        this.podBytes = podBytes;
    }

    /** Keeps a reference of its own while the frame waits. */
    public Offer offer(EncodedFrame frame) {
        if (isEmpty() && isWritable()) {
            write(frame);
            return Offer.ACCEPTED;
        }
        int cost = cost(frame);
        if (waitingFrames() == limits.maxFrames() || waitingBytes + cost + socket.pendingBytes() > limits.maxBytes()) {
            return Offer.OVERFLOW;
        }
        if (waiting == null) {
            waiting = new ArrayDeque<>();
        }
        frame.retain();
        waiting.add(frame);
        account(cost);
        return Offer.ACCEPTED;
    }

    /** Gives the socket what waits, as far as it takes it. To be called when the socket has become writable. */
    public void drain() {
        while (waiting != null && isWritable()) {
            EncodedFrame frame = waiting.poll();
            if (frame == null) {
                waiting = null;
                return;
            }
            account(-cost(frame));
            write(frame);
            frame.release();
        }
    }

    /** Whether whoever writes many frames of its own accord should go on: half of the bounds is left for what comes unasked. */
    public boolean hasRoom() {
        return isEmpty()
                ? isWritable()
                : waitingFrames() < limits.maxFrames() / 2 && waitingBytes < limits.maxBytes() / 2;
    }

    /** Whether a frame that is offered now goes straight to the socket. */
    public boolean takesAtOnce() {
        return isEmpty() && isWritable();
    }

    public int waitingBytes() {
        return waitingBytes;
    }

    /** Forgets what waits: the connection is closed. */
    public void clear() {
        if (waiting != null) {
            waiting.forEach(EncodedFrame::release);
            waiting = null;
            account(-waitingBytes);
        }
    }

    void flush() {
        if (unflushed) {
            unflushed = false;
            socket.flush();
        }
    }

    /** A socket that is full only of what was not flushed yet takes more after a flush: not the client is slow then. */
    private boolean isWritable() {
        if (!socket.isWritable()) {
            flush();
        }
        return socket.isWritable();
    }

    private boolean isEmpty() {
        return waiting == null || waiting.isEmpty();
    }

    private int waitingFrames() {
        return waiting == null ? 0 : waiting.size();
    }

    private void write(EncodedFrame frame) {
        socket.write(frame);
        if (!unflushed) {
            unflushed = true;
            flushes.add(this);
        }
    }

    private void account(int bytes) {
        waitingBytes += bytes;
        podBytes.add(bytes);
    }

    private static int cost(EncodedFrame frame) {
        return frame.bytes() + OutboundLimits.FRAME_OVERHEAD_BYTES;
    }
}
