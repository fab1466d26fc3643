package io.heliograph.gateway.signal;

import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.gateway.outbound.EncodedFrame;
import java.time.Instant;
import java.util.function.Consumer;

/** The event loops, as signals see them. Safe for concurrent use. */
public interface SignalLoops {

    /** Runs the task for each loop that has subscribers for the channel; not on it. */
    void forEach(ChannelName channel, Consumer<Loop> task);

    /** One event loop. */
    interface Loop {
        /**
         * Runs a task on the loop. Safe for concurrent use.
         *
         * @return false, and the task will not run, when the loop does not keep up
         */
        boolean execute(Runnable task);

        /** Confined to the loop. */
        LoopStates states();

        /** Writes a transient publication to the channel's subscribers, if it has not expired by then. Confined to the loop. */
        void signal(ChannelName channel, EncodedFrame frame, Instant expiresAt);
    }
}
