package io.heliograph.gateway.routing.redis;

import io.heliograph.contracts.wire.PodBatchCodec;
import io.heliograph.contracts.wire.PodMessage;
import io.heliograph.contracts.wire.PodMessage.CompareNotice;
import io.heliograph.gateway.routing.PodListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.jboss.logging.Logger;

/** Hands what arrives for this pod to those who listen. A batch that cannot be read is as good as lost, and is repaired like a lost one. Confined to the session's context. */
final class PodListeners {
    private static final Logger LOG = Logger.getLogger(PodListeners.class);

    private final List<PodListener> listeners;
    private final Counter read;
    private final Counter unreadable;
    private boolean unreadableLogged;

    PodListeners(List<PodListener> listeners, MeterRegistry metrics) {
        this.listeners = listeners;
        read = metrics.counter("heliograph_batches_received", "result", "read");
        unreadable = metrics.counter("heliograph_batches_received", "result", "unreadable");
    }

    void onMessage(byte[] batch) {
        List<PodMessage> messages = messages(batch);
        listeners.forEach(listener -> listener.onBatch(messages));
    }

    void onAway(boolean away) {
        listeners.forEach(listener -> listener.onRegistryAway(away));
    }

    void onRestored() {
        listeners.forEach(PodListener::onRegistryRestored);
    }

    private List<PodMessage> messages(byte[] batch) {
        try {
            List<PodMessage> messages = PodBatchCodec.decode(batch);
            read.increment();
            return messages;
        } catch (IllegalArgumentException e) {
            unreadable.increment();
            if (!unreadableLogged) {
                unreadableLogged = true;
                LOG.errorf(
                        "batch.unreadable bytes=%d cause=%s: delivery-store and this gateway differ in version",
                        batch.length, e.getMessage());
            }
            return List.of(new CompareNotice.AllChannels());
        }
    }
}
