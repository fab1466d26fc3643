package io.heliograph.gateway.connection;

import io.cloudevents.CloudEvent;
import io.heliograph.contracts.channel.ChannelKinds;
import io.heliograph.contracts.channel.Durability;
import io.heliograph.contracts.event.PublicationEvent;
import io.heliograph.contracts.event.PublicationReader;
import io.heliograph.contracts.event.PublicationReader.Reading;
import io.heliograph.contracts.event.Topic;
import io.heliograph.contracts.protocol.ClientFrame;
import io.heliograph.contracts.protocol.ProblemCode;
import io.heliograph.contracts.protocol.ServerFrame;
import io.heliograph.gateway.authentication.ChannelAccess;
import io.heliograph.gateway.authentication.Principal;
import io.heliograph.gateway.publishing.EventPublisher;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Publishes for clients, docs/protocol.md §3.4: durably, under a source of their own. Safe for concurrent use. */
public final class ClientPublishing {
    private final ChannelAccess access;
    private final EventPublisher publisher;
    private final PublicationReader reader;
    private final InstantSource clock;

    public ClientPublishing(ChannelAccess access, ChannelKinds kinds, EventPublisher publisher, InstantSource clock) {
        this.access = access;
        this.publisher = publisher;
        this.reader = new PublicationReader(kinds, Durability.DURABLE);
        this.clock = clock;
    }

    /** Completes with the answer to the client, on any thread; never exceptionally. */
    CompletionStage<ServerFrame> publish(Principal principal, ClientFrame.Publish frame) {
        if (!access.mayPublish(principal, frame.channel())) {
            return refused(frame, ProblemCode.FORBIDDEN, "no grant to publish there");
        }
        Instant now = clock.instant();
        CloudEvent event = event(principal, frame, now).toCloudEvent();
        if (reader.read(event, now) instanceof Reading.Rejected(var rejection)) {
            return refused(frame, rejection.code(), rejection.hint());
        }
        return publisher
                .publish(Topic.PUBLICATIONS, frame.channel().value(), event)
                .handle((_, failure) -> failure == null
                        ? new ServerFrame.Published(frame.ref(), frame.id())
                        : failed(frame, ProblemCode.UNAVAILABLE, "not acknowledged by Kafka: send it again, same id"));
    }

    private static PublicationEvent event(Principal principal, ClientFrame.Publish frame, Instant now) {
        Instant time = frame.time();
        return new PublicationEvent(
                frame.id(),
                sourceOf(principal.subject()),
                frame.type(),
                time == null ? now : time,
                frame.channel(),
                frame.data());
    }

    /** A URI reference whatever the subject holds. */
    static String sourceOf(String subject) {
        return "/users/"
                + URLEncoder.encode(subject, StandardCharsets.UTF_8)
                        .replace("+", "%20")
                        .replace("*", "%2A");
    }

    private static CompletionStage<ServerFrame> refused(ClientFrame.Publish frame, ProblemCode code, String message) {
        return CompletableFuture.completedFuture(failed(frame, code, message));
    }

    private static ServerFrame failed(ClientFrame.Publish frame, ProblemCode code, String message) {
        return ServerFrame.Failed.of(frame.ref(), code, message, frame.channel());
    }
}
