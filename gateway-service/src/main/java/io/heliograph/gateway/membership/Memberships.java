package io.heliograph.gateway.membership;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.event.EventType;
import io.heliograph.contracts.json.JsonBytes;
import io.heliograph.gateway.lifecycle.ConnectionEvents.ConnectionFacts;
import io.heliograph.gateway.lifecycle.OutgoingEvent;
import io.heliograph.gateway.publishing.PublishingUnavailableException;
import io.heliograph.gateway.routing.PodId;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Tells {@code heliograph.memberships} who enters and leaves channels, docs/events.md §7. All of it goes through one queue, so that an order that a connection
 * gives is kept, whatever happens to Kafka. Safe for concurrent use.
 */
public final class Memberships {
    private final MembershipQueue queue;
    private final PodId pod;
    private final URI source;
    private final InstantSource clock;
    /** Makes ids different; the pod's own name makes them different from other pods'. */
    private final AtomicLong number = new AtomicLong();

    /** Why somebody is no member any more. */
    public enum Cause {
        LEFT("left"),
        CLOSED("closed");

        private final String wireName;

        Cause(String wireName) {
            this.wireName = wireName;
        }
    }

    public Memberships(MembershipQueue queue, PodId pod, InstantSource clock) {
        this.queue = queue;
        this.pod = pod;
        this.clock = clock;
        source = URI.create("/gateway/" + pod);
    }

    /** Completes when Kafka has it, however long that takes. Has failed on return when it cannot be taken: then it did not happen. */
    public CompletableFuture<Void> entered(ConnectionFacts connection, ChannelName channel, @Nullable JsonBytes data) {
        return write(EventType.MEMBERSHIP_ENTERED, connection, channel, data, null);
    }

    /** As {@link #entered}, of a connection that is a member already. */
    public CompletableFuture<Void> updated(ConnectionFacts connection, ChannelName channel, @Nullable JsonBytes data) {
        return write(EventType.MEMBERSHIP_UPDATED, connection, channel, data, null);
    }

    /** As {@link #entered}. */
    public CompletableFuture<Void> left(ConnectionFacts connection, ChannelName channel, Cause cause) {
        return write(EventType.MEMBERSHIP_LEFT, connection, channel, null, cause);
    }

    private CompletableFuture<Void> write(
            String type,
            ConnectionFacts connection,
            ChannelName channel,
            @Nullable JsonBytes data,
            @Nullable Cause cause) {
        Instant at = clock.instant();
        CloudEvent event = CloudEventBuilder.v1()
                .withId(connection.connection() + ':' + number.incrementAndGet())
                .withSource(source)
                .withType(type)
                .withTime(at.atOffset(ZoneOffset.UTC))
                .withData("application/json", json(connection, channel, at, data, cause))
                .build();
        var written = new CompletableFuture<Void>();
        var outgoing = new OutgoingEvent(channel.value(), event, () -> written.complete(null));
        return queue.offer(outgoing)
                ? written
                : CompletableFuture.failedFuture(
                        new PublishingUnavailableException("too many memberships wait for Kafka", null));
    }

    private byte[] json(
            ConnectionFacts connection,
            ChannelName channel,
            Instant at,
            @Nullable JsonBytes data,
            @Nullable Cause cause) {
        var members = new MemberJson();
        members.put("channel", channel.value());
        members.put("user", connection.user());
        members.put("connection", connection.connection());
        members.put("device", connection.device());
        members.put("pod", pod.value());
        members.put("at", at.toString());
        members.put("cause", cause == null ? null : cause.wireName);
        return members.closed(data).getBytes(StandardCharsets.UTF_8);
    }
}
