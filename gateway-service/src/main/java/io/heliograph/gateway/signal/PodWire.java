package io.heliograph.gateway.signal;

import io.heliograph.contracts.protocol.CloseCode;
import io.heliograph.contracts.wire.PodMessage;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The way from this pod to others. At most once. Safe for concurrent use; completes on any thread, exceptionally when Redis cannot be reached. */
public interface PodWire {

    /** To all other pods that have subscribers for its channel. */
    CompletionStage<Void> publish(PodMessage.Transient signal);

    /** Closes a connection of the user and device, wherever it is. One that is not found is gone already. */
    CompletionStage<Void> close(String user, @Nullable String device, String connection, CloseCode code);
}
