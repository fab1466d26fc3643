package io.heliograph.cli.emit.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.heliograph.cli.emit.Emitter;
import io.heliograph.cli.emit.Receipt;
import io.heliograph.cli.platform.PlatformProblem;
import io.heliograph.client.event.OutgoingEvent;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Posts events to {@code /events}, for those without Kafka. */
public final class HttpEmitter implements Emitter {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final URI events;
    private final String token;
    private final HttpClient http = HttpClient.newHttpClient();

    /**
     * @param url of the platform
     * @param token grants the events' sources
     */
    public HttpEmitter(URI url, String token) {
        this.events = URI.create(url + "/events");
        this.token = token;
    }

    @Override
    public Receipt emit(OutgoingEvent event) {
        HttpRequest request = HttpRequest.newBuilder(events)
                .header("authorization", "Bearer " + token)
                .header("content-type", StructuredMode.CONTENT_TYPE)
                .timeout(TIMEOUT)
                .POST(BodyPublishers.ofString(StructuredMode.write(event.event())))
                .build();
        try {
            return receipt(event, http.send(request, BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new PlatformProblem("%s does not answer: %s".formatted(events, e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PlatformProblem("Interrupted before the platform had answered", e);
        }
    }

    @Override
    public void close() {
        http.close();
    }

    private Receipt receipt(OutgoingEvent event, HttpResponse<String> response) throws IOException {
        JsonNode body = json(response.body());
        if (response.statusCode() >= 300) {
            throw new PlatformProblem("%s refused event %s with %d %s: %s"
                    .formatted(
                            events,
                            event.event().getId(),
                            response.statusCode(),
                            body.path("code").asText(),
                            body.path("detail").asText(body.path("title").asText())));
        }
        return new Receipt(
                event.event().getId(),
                body.path("topic").asText(event.topic().topicName()),
                body.path("partition").isInt()
                        ? OptionalInt.of(body.path("partition").intValue())
                        : OptionalInt.empty(),
                body.path("offset").canConvertToLong() && body.path("offset").isNumber()
                        ? OptionalLong.of(body.path("offset").longValue())
                        : OptionalLong.empty());
    }

    /** A proxy answers with something else than JSON: that says no more than its status. */
    private static JsonNode json(String body) {
        try {
            JsonNode tree = JSON.readTree(body);
            return tree == null ? JSON.createObjectNode() : tree;
        } catch (IOException e) {
            return JSON.createObjectNode();
        }
    }
}
