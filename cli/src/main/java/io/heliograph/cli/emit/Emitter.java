package io.heliograph.cli.emit;

import io.heliograph.client.event.OutgoingEvent;

/** A way in for events. Confined to one thread. */
public interface Emitter extends AutoCloseable {
    /**
     * Hands the event over and waits until it is safe.
     *
     * @throws io.heliograph.cli.platform.PlatformProblem when it is not known to be: sending the same event again does no harm
     */
    Receipt emit(OutgoingEvent event);

    @Override
    void close();
}
