package io.heliograph.gateway.connection;

import io.cloudevents.CloudEvent;
import io.heliograph.contracts.channel.ChannelKinds;
import io.heliograph.contracts.channel.Durability;
import io.heliograph.contracts.event.PublicationEvent;
import io.heliograph.contracts.event.PublicationReader;
import io.heliograph.contracts.event.Rejection;
import io.heliograph.contracts.event.SignalEvent;
import io.heliograph.contracts.event.SignalReader;
import io.heliograph.contracts.event.Topic;
import io.heliograph.contracts.event.UserSource;
import io.heliograph.contracts.json.JsonBytes;
import io.heliograph.contracts.protocol.ClientFrame;
import io.heliograph.contracts.protocol.ProblemCode;
import io.heliograph.contracts.protocol.ProtocolLimits;
import io.heliograph.contracts.protocol.ServerFrame;
import io.heliograph.contracts.wire.PodMessage;
import io.heliograph.gateway.authentication.ChannelAccess;
import io.heliograph.gateway.authentication.Principal;
import io.heliograph.gateway.publishing.EventPublisher;
import io.heliograph.gateway.signal.PodWire;
import io.heliograph.gateway.signal.SignalFanout;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Publishes for clients, docs/protocol.md §3.4, under a source of their own: what is durable and latest values by way of Kafka, transient publications straight to
 * the pods that have subscribers. Safe for concurrent use.
 */
public final class ClientPublishing {
    private final ChannelAccess access;
    private final EventPublisher publisher;
    private final SignalFanout local;
    private final PodWire pods;
    private final PublicationReader publications;
    private final SignalReader signals;
    private final InstantSource clock;

    public ClientPublishing(
            ChannelAccess access,
            ChannelKinds kinds,
            EventPublisher publisher,
            SignalFanout local,
            PodWire pods,
            InstantSource clock) {
        this.access = access;
        this.publisher = publisher;
        this.local = local;
        this.pods = pods;
        this.publications = new PublicationReader(kinds);
        this.signals = new SignalReader(kinds);
        this.clock = clock;
    }

    /** Completes with the answer to the client, if it is owed one, on any thread; never exceptionally. */
    CompletionStage<Optional<ServerFrame>> publish(Principal principal, ClientFrame.Publish frame) {
        if (!access.mayPublish(principal, frame.channel())) {
            return refused(frame, ProblemCode.FORBIDDEN, "no grant to publish there");
        }
        return switch (frame.durability()) {
            case DURABLE -> publishDurable(principal, frame);
            case LATEST -> publishLatest(principal, frame);
            case TRANSIENT -> publishTransient(principal, frame);
        };
    }

    private CompletionStage<Optional<ServerFrame>> publishDurable(Principal principal, ClientFrame.Publish frame) {
        Instant now = clock.instant();
        CloudEvent event = new PublicationEvent(
                        Objects.requireNonNull(frame.id()),
                        UserSource.of(principal.subject()),
                        frame.type(),
                        timeOf(frame, now),
                        frame.channel(),
                        Objects.requireNonNull(frame.data()))
                .toCloudEvent();
        return publications.read(event, now) instanceof PublicationReader.Reading.Rejected(Rejection rejection)
                ? refused(frame, rejection.code(), rejection.hint())
                : write(Topic.PUBLICATIONS, frame, event);
    }

    private CompletionStage<Optional<ServerFrame>> publishLatest(Principal principal, ClientFrame.Publish frame) {
        if (ReservedKeys.contains(Objects.requireNonNull(frame.key()))) {
            return refused(frame, ProblemCode.FORBIDDEN, "this key is the services' own");
        }
        Instant now = clock.instant();
        CloudEvent event = signal(principal, frame, now).toCloudEvent();
        return signals.read(event, now) instanceof SignalReader.Reading.Rejected(Rejection rejection)
                ? refused(frame, rejection.code(), rejection.hint())
                : write(Topic.SIGNALS, frame, event);
    }

    private CompletionStage<Optional<ServerFrame>> publishTransient(Principal principal, ClientFrame.Publish frame) {
        Instant now = clock.instant();
        SignalEvent signal = signal(principal, frame, now);
        if (signals.read(signal.toCloudEvent(), now) instanceof SignalReader.Reading.Rejected(Rejection rejection)) {
            return refused(frame, rejection.code(), rejection.hint());
        }
        var message = new PodMessage.Transient(
                frame.channel(),
                frame.id(),
                frame.type(),
                signal.time(),
                now.plus(ProtocolLimits.TRANSIENT_LIFE),
                principal.subject(),
                null,
                Objects.requireNonNull(frame.data()));
        // Those who are connected here get it without Redis, too. When it is away nobody is told to say it again: they
        // would get it twice.
        boolean received = local.onTransient(message);
        return pods.publish(message)
                .handle((_, failure) -> failure == null || received
                        ? published(frame)
                        : failed(frame, ProblemCode.UNAVAILABLE, "it could not be handed on"));
    }

    /** A transient one needs an id as an event only. */
    private static SignalEvent signal(Principal principal, ClientFrame.Publish frame, Instant now) {
        JsonBytes data = frame.data();
        String id = frame.id() == null ? UUID.randomUUID().toString() : frame.id();
        String source = UserSource.of(principal.subject());
        Instant time = timeOf(frame, now);
        String key = frame.key();
        if (frame.durability() == Durability.TRANSIENT || key == null) {
            return SignalEvent.transientSignal(
                    id, source, frame.type(), time, frame.channel(), Objects.requireNonNull(data));
        }
        return data == null
                ? SignalEvent.removed(id, source, frame.type(), time, frame.channel(), key)
                : SignalEvent.latest(id, source, frame.type(), time, frame.channel(), key, data);
    }

    private CompletionStage<Optional<ServerFrame>> write(Topic topic, ClientFrame.Publish frame, CloudEvent event) {
        return publisher
                .publish(topic, frame.channel().value(), event)
                .handle((_, failure) -> failure == null
                        ? published(frame)
                        : failed(frame, ProblemCode.UNAVAILABLE, "not acknowledged by Kafka: send it again, same id"));
    }

    private static Instant timeOf(ClientFrame.Publish frame, Instant now) {
        return frame.time() == null ? now : frame.time();
    }

    private static Optional<ServerFrame> published(ClientFrame.Publish frame) {
        return Optional.ofNullable(frame.ref()).map(ref -> new ServerFrame.Published(ref, frame.id()));
    }

    private static CompletionStage<Optional<ServerFrame>> refused(
            ClientFrame.Publish frame, ProblemCode code, String message) {
        return CompletableFuture.completedFuture(failed(frame, code, message));
    }

    private static Optional<ServerFrame> failed(ClientFrame.Publish frame, ProblemCode code, String message) {
        return Optional.of(ServerFrame.Failed.of(frame.ref(), code, message, frame.channel()));
    }
}
