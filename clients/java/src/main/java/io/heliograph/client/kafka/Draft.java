package io.heliograph.client.kafka;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.heliograph.client.event.EventRefusedException;
import io.heliograph.contracts.event.EventAttribute;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** An event that is not sent yet, docs/events.md §4. Confined to one thread. */
public abstract sealed class Draft<D extends Draft<D>> permits ChannelDraft, OwnDraft {
    private final HeliographEmitter emitter;
    private final CloudEventBuilder event;

    Draft(HeliographEmitter emitter, CloudEventBuilder event) {
        this.emitter = emitter;
        this.event = event;
    }

    /** When it happened; now, if left out. */
    public D time(Instant time) {
        event.withTime(time.atOffset(ZoneOffset.UTC));
        return self();
    }

    /** Not delivered after it. */
    public D expires(Instant time) {
        return with(EventAttribute.EXPIRY_TIME, time.toString());
    }

    /** W3C Trace Context of the cause; it travels to the screen. */
    public D traceparent(@Nullable String traceparent) {
        return traceparent == null ? self() : with(EventAttribute.TRACEPARENT, traceparent);
    }

    /** Which receipts are wanted (docs/events.md §7.1): {@code all}, {@code failed} (if left out) or {@code none}. */
    public D receipts(String which) {
        return with(EventAttribute.RECEIPT, which);
    }

    /**
     * Checks the event as its consumer will, and sends it. May wait for Kafka's metadata and for room in the producer's buffer, as {@code Producer.send} does.
     *
     * @return completes when Kafka has the event; when it fails, the same event with the same id can be sent again
     * @throws EventRefusedException when no consumer would take it; nothing is sent
     */
    public CompletableFuture<Accepted> send() {
        return emitter.send(event());
    }

    CloudEvent event() {
        byte[] data = data();
        return data == null
                ? event.build()
                : event.withData("application/json", data).build();
    }

    D with(String attribute, String value) {
        event.withExtension(attribute, value);
        return self();
    }

    /** Null for what has none. */
    abstract byte @Nullable [] data();

    abstract D self();
}
