package io.heliograph.gateway.signal;

import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.channel.Version;
import io.heliograph.contracts.protocol.ServerFrame;
import io.heliograph.contracts.wire.PodMessage;
import io.heliograph.gateway.metrics.SignalMetrics;
import io.heliograph.gateway.outbound.EncodedFrame;
import io.heliograph.gateway.outbound.FrameEncoder;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/** Brings signals that arrive for this pod to the event loops that have subscribers for them; each is encoded once. Safe for concurrent use. */
public final class SignalFanout {
    private final SignalLoops loops;
    private final FrameEncoder encoder;
    private final SignalMetrics metrics;
    private final InstantSource clock;

    public SignalFanout(SignalLoops loops, FrameEncoder encoder, SignalMetrics metrics, InstantSource clock) {
        this.metrics = metrics;
        this.loops = loops;
        this.encoder = encoder;
        this.clock = clock;
    }

    public void onStates(List<PodMessage.State> states) {
        for (PodMessage.State state : states) {
            StateValue value = StateValue.of(state);
            loops.forEach(state.channel(), loop -> {
                // One that is lost here is noticed by the next, or by the sweep.
                var _ = loop.execute(() -> loop.states().onState(state, value));
            });
        }
    }

    /** @return whether it has subscribers here */
    public boolean onTransient(PodMessage.Transient signal) {
        if (!signal.expiresAt().isAfter(clock.instant())) {
            metrics.transientExpired();
            return false;
        }
        var received = new AtomicBoolean();
        EncodedFrame frame = encoder.encode(new ServerFrame.TransientMessage(
                signal.channel(),
                signal.id(),
                signal.type(),
                signal.time(),
                signal.user(),
                signal.traceparent(),
                signal.data()));
        loops.forEach(signal.channel(), loop -> {
            received.set(true);
            frame.retain();
            boolean taken = loop.execute(() -> {
                loop.signal(signal.channel(), frame, signal.expiresAt());
                frame.release();
            });
            if (!taken) {
                frame.release();
            }
        });
        frame.release();
        return received.get();
    }

    /** Tells the loops how far the registry has their channels. */
    public void compare(Map<ChannelName, Version> highest) {
        Map<SignalLoops.Loop, Map<ChannelName, Version>> byLoop = new HashMap<>();
        highest.forEach((channel, version) -> loops.forEach(
                channel,
                loop -> byLoop.computeIfAbsent(loop, _ -> new HashMap<>()).put(channel, version)));
        byLoop.forEach((loop, of) -> {
            var _ = loop.execute(() -> loop.states().onHighest(of));
        });
    }
}
