package io.heliograph.gateway.publishing.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.cloudevents.CloudEvent;
import io.heliograph.contracts.event.Rejection;
import io.heliograph.contracts.json.JsonBytes;
import io.heliograph.contracts.protocol.ProblemCode;
import io.heliograph.contracts.protocol.ProblemDetails;
import io.heliograph.gateway.authentication.Principal;
import io.heliograph.gateway.authentication.http.BearerAuthentication;
import io.heliograph.gateway.problem.http.ProblemResponse;
import io.heliograph.gateway.publishing.EventIntake;
import io.heliograph.gateway.publishing.EventIntake.Decision;
import io.heliograph.gateway.publishing.EventPublisher;
import io.heliograph.gateway.publishing.EventPublisher.Written;
import io.heliograph.gateway.publishing.EventRequest;
import io.heliograph.gateway.publishing.EventRequestReader;
import io.heliograph.gateway.publishing.EventRequestReader.Reading;
import io.heliograph.gateway.publishing.PublishingUnavailableException;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code POST /events}, docs/events.md §5: checked as a whole, then written, then answered when Kafka has all of it. */
@Singleton
final class EventsRoute {
    private static final String PATH = "/events";
    private static final long MAX_BODY_BYTES = 1024L * 1024;
    private static final String PRINCIPAL = "heliograph.principal";
    private static final String ATTRIBUTE_PREFIX = "ce-";
    private static final JsonMapper MAPPER = new JsonMapper();

    private final BearerAuthentication authentication;
    private final EventIntake intake;
    private final EventPublisher publisher;
    private final InstantSource clock;
    private final MeterRegistry metrics;

    EventsRoute(
            BearerAuthentication authentication,
            EventIntake intake,
            EventPublisher publisher,
            InstantSource clock,
            MeterRegistry metrics) {
        this.authentication = authentication;
        this.intake = intake;
        this.publisher = publisher;
        this.clock = clock;
        this.metrics = metrics;
    }

    /** Two routes, because a route reads its body first: whoever has no token is not read. */
    void register(@Observes Router router) {
        router.post(PATH)
                .handler(context -> authentication.require(context, principal -> {
                    context.put(PRINCIPAL, principal);
                    context.next();
                }));
        router.post(PATH)
                .handler(BodyHandler.create(false).setBodyLimit(MAX_BODY_BYTES))
                .handler(this::accept)
                .failureHandler(this::failed);
    }

    private void accept(RoutingContext context) {
        switch (EventRequestReader.read(request(context))) {
            case Reading.Valid(List<CloudEvent> events, boolean batch) -> decide(context, events, batch);
            case Reading.Rejected(var rejection, var index) -> {
                ProblemDetails problem = problem(rejection);
                refuse(context, index == null ? problem : problem.at(index));
            }
        }
    }

    private void decide(RoutingContext context, List<CloudEvent> events, boolean batch) {
        Principal principal = context.get(PRINCIPAL);
        Instant now = clock.instant();
        List<Decision.Write> writes = new ArrayList<>();
        for (CloudEvent event : events) {
            switch (intake.decide(event, principal, now)) {
                case Decision.Write write -> writes.add(write);
                case Decision.Refuse(var rejection) -> {
                    ProblemDetails problem = problem(rejection);
                    refuse(context, batch ? problem.at(writes.size()) : problem);
                    return;
                }
            }
        }
        write(context, writes, batch);
    }

    private void write(RoutingContext context, List<Decision.Write> writes, boolean batch) {
        List<Future<Written>> answers = writes.stream()
                .map(write -> Future.fromCompletionStage(
                        publisher.publish(write.topic(), write.key(), write.event()),
                        context.vertx().getOrCreateContext()))
                .toList();
        Future.join(answers).onComplete(all -> {
            if (all.failed()) {
                unavailable(context, all.cause());
                return;
            }
            List<Map<String, Object>> accepted = new ArrayList<>();
            for (int i = 0; i < writes.size(); i++) {
                accepted.add(accepted(writes.get(i), answers.get(i).result()));
            }
            metrics.counter("heliograph_events_accepted").increment(accepted.size());
            respond(context, batch ? accepted : accepted.getFirst());
        });
    }

    private void unavailable(RoutingContext context, Throwable failure) {
        if (failure instanceof PublishingUnavailableException) {
            refuse(
                    context,
                    ProblemDetails.of(
                            ProblemCode.UNAVAILABLE, "Kafka has not confirmed it: send the same again, same id"));
            return;
        }
        ProblemResponse.defect(context.response(), failure);
    }

    private void failed(RoutingContext context) {
        if (context.statusCode() == ProblemCode.TOO_LARGE.httpStatus()) {
            refuse(
                    context,
                    ProblemDetails.of(ProblemCode.TOO_LARGE, "a body has at most " + MAX_BODY_BYTES + " bytes"));
            return;
        }
        ProblemResponse.defect(context.response(), context.failure());
    }

    private static ProblemDetails problem(Rejection rejection) {
        return ProblemDetails.of(rejection.code(), rejection.hint()).pointing(rejection.pointer());
    }

    private void refuse(RoutingContext context, ProblemDetails problem) {
        metrics.counter("heliograph_events_refused", "code", problem.code().wireName())
                .increment();
        ProblemResponse.end(context.response(), problem);
    }

    private static Map<String, Object> accepted(Decision.Write write, Written written) {
        return Map.of(
                "id", write.event().getId(),
                "topic", written.topic(),
                "partition", written.partition(),
                "offset", written.offset());
    }

    private static void respond(RoutingContext context, Object answer) {
        try {
            context.response()
                    .setStatusCode(202)
                    .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                    .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                    .end(Buffer.buffer(MAPPER.writeValueAsBytes(answer)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts and numbers are JSON", e);
        }
    }

    private static EventRequest request(RoutingContext context) {
        HttpServerRequest request = context.request();
        List<Map.Entry<String, String>> attributes = new ArrayList<>();
        request.headers().forEach((name, value) -> {
            String lowerCase = name.toLowerCase(Locale.ROOT);
            if (lowerCase.startsWith(ATTRIBUTE_PREFIX)) {
                attributes.add(Map.entry(lowerCase.substring(ATTRIBUTE_PREFIX.length()), value));
            }
        });
        Buffer body = context.body().buffer();
        return new EventRequest(
                request.getHeader(HttpHeaders.CONTENT_TYPE),
                attributes,
                request.getHeader("idempotency-key"),
                new JsonBytes(body == null ? new byte[0] : body.getBytes()));
    }
}
