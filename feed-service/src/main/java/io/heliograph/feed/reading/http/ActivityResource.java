package io.heliograph.feed.reading.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.heliograph.contracts.channel.ChannelKinds;
import io.heliograph.contracts.event.EventAttribute;
import io.heliograph.contracts.event.EventType;
import io.heliograph.contracts.event.Rejection;
import io.heliograph.contracts.event.UserSource;
import io.heliograph.contracts.json.JsonText;
import io.heliograph.contracts.json.PlainText;
import io.heliograph.contracts.protocol.ProblemCode;
import io.heliograph.contracts.protocol.ProblemDetails;
import io.heliograph.feed.activity.ActivityEventReader;
import io.heliograph.feed.activity.FeedEvent;
import io.heliograph.feed.activity.Reading;
import io.heliograph.feed.activity.Traceparent;
import io.heliograph.feed.problem.http.ProblemException;
import io.heliograph.feed.publishing.kafka.ActivityEvents;
import io.heliograph.feed.reading.Grants;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/** Takes activities of users, in their own name, for those without Kafka. */
@Path("/feeds/{feed}/activities")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
public final class ActivityResource {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final int ACCEPTED = 202;
    private static final int MAX_KEY_LENGTH = 255;

    private final ActivityEventReader reader;
    private final ActivityEvents events;
    private final ChannelKinds kinds;
    private final InstantSource clock;
    private final JsonWebToken token;

    ActivityResource(
            ActivityEventReader reader,
            ActivityEvents events,
            ChannelKinds kinds,
            InstantSource clock,
            JsonWebToken token) {
        this.reader = reader;
        this.events = events;
        this.kinds = kinds;
        this.clock = clock;
        this.token = token;
    }

    /**
     * Answers when Kafka has it. With the same {@code Idempotency-Key} it counts once.
     *
     * @param body an activity, in which the feeds and the actor may be left out: they are this feed and the user
     */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RunOnVirtualThread
    public Response add(
            @PathParam("feed") String feed,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @HeaderParam("traceparent") @Nullable String traceparent,
            byte[] body) {
        String id = Asked.feed(feed).id();
        Grants grants = TokenGrants.of(token, kinds);
        if (!grants.mayManage(Asked.feed(feed))) {
            throw forbidden("the token does not allow it");
        }
        if (key != null && !PlainText.isValid(key, MAX_KEY_LENGTH)) {
            throw new ProblemException(ProblemCode.MALFORMED, "an Idempotency-Key has 1 to 255 characters");
        }
        ObjectNode data = completed(parsed(body), id, grants.user());
        CloudEventBuilder builder = CloudEventBuilder.v1()
                .withId(key == null ? UUID.randomUUID().toString() : key)
                .withSource(URI.create(UserSource.of(grants.user())))
                .withType(EventType.ACTIVITY)
                .withTime(clock.instant().atOffset(ZoneOffset.UTC))
                .withData("application/json", data.toString().getBytes(StandardCharsets.UTF_8));
        Traceparent.of(traceparent).ifPresent(trace -> builder.withExtension(EventAttribute.TRACEPARENT, trace));
        CloudEvent event = builder.build();
        return switch (reader.read(event, clock.instant())) {
            case Reading.Refused(Rejection refused) ->
                throw new ProblemException(
                        ProblemDetails.of(refused.code(), refused.hint()).pointing(refused.pointer()));
            case Reading.Taken(FeedEvent taken) -> {
                requireGrants(data, grants, id);
                events.write(event, data.path("feeds").path(0).asText());
                ObjectNode answer = JsonNodeFactory.instance
                        .objectNode()
                        .put("id", taken.subject().uuid().toString());
                yield Response.status(ACCEPTED).entity(answer).build();
            }
        };
    }

    private static void requireGrants(JsonNode data, Grants grants, String feed) {
        if (!data.path("actor").path("id").asText().equals(grants.user())) {
            throw forbidden("actor is the user of the token");
        }
        List<String> feeds =
                data.path("feeds").valueStream().map(JsonNode::asText).toList();
        if (!feeds.contains(feed)) {
            throw new ProblemException(ProblemCode.MALFORMED, "feeds must name the feed of the request");
        }
        if (!feeds.stream().map(Asked::feed).allMatch(grants::mayManage)) {
            throw forbidden("the token does not cover all of the feeds");
        }
    }

    private static ObjectNode completed(ObjectNode data, String feed, String user) {
        if (!data.has("feeds")) {
            data.putArray("feeds").add(feed);
        }
        if (!data.has("actor")) {
            data.putObject("actor").put("id", user);
        }
        return data;
    }

    private static ObjectNode parsed(byte[] body) {
        try (JsonParser parser = JsonText.untrustedParser(body)) {
            if (MAPPER.readTree(parser) instanceof ObjectNode object && parser.nextToken() == null) {
                return object;
            }
        } catch (IOException _) {
            // as whatever else is no activity
        }
        throw new ProblemException(ProblemCode.NOT_JSON, "send an activity as a JSON object (docs/events.md §3.3)");
    }

    private static ProblemException forbidden(String detail) {
        return new ProblemException(ProblemCode.FORBIDDEN, detail);
    }
}
