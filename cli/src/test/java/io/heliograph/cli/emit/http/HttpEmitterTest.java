package io.heliograph.cli.emit.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.heliograph.cli.emit.Receipt;
import io.heliograph.cli.platform.PlatformProblem;
import io.heliograph.client.event.OutgoingEvent;
import io.heliograph.contracts.event.Topic;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpEmitterTest {
    private static final OutgoingEvent EVENT = new OutgoingEvent(
            CloudEventBuilder.v1()
                    .withId("p1")
                    .withSource(URI.create("/cli"))
                    .withType("chat")
                    .withExtension("channel", "room:1")
                    .withData("application/json", "{ \"a\": 1.0 }".getBytes(StandardCharsets.UTF_8))
                    .build(),
            Topic.PUBLICATIONS,
            "room:1");

    private final List<String> requests = new CopyOnWriteArrayList<>();

    @SuppressWarnings("NullAway.Init") // set before each test
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void postsTheEventInStructuredModeWithItsDataByteForByte() {
        answer(202, "{\"id\":\"p1\",\"topic\":\"heliograph.publications\",\"partition\":3,\"offset\":17}");

        Receipt receipt = emit();

        assertThat(receipt)
                .isEqualTo(new Receipt("p1", "heliograph.publications", OptionalInt.of(3), OptionalLong.of(17)))
                .hasToString("id=p1 topic=heliograph.publications partition=3 offset=17");
        assertThat(requests)
                .singleElement()
                .asString()
                .startsWith("POST /events Bearer token application/cloudevents+json {\"specversion\":\"1.0\"")
                .contains("\"id\":\"p1\"", "\"channel\":\"room:1\"", "\"data\":{ \"a\": 1.0 }");
    }

    @Test
    void saysWhyTheEventIsRefused() {
        answer(403, "{\"code\":\"forbidden\",\"title\":\"No grant\",\"detail\":\"no grant for source /cli\"}");

        assertThatExceptionOfType(PlatformProblem.class)
                .isThrownBy(this::emit)
                .withMessageEndingWith("refused event p1 with 403 forbidden: no grant for source /cli");
    }

    @Test
    void bearsAnAnswerOfAProxy() {
        answer(502, "<html>Bad gateway</html>");

        assertThatExceptionOfType(PlatformProblem.class)
                .isThrownBy(this::emit)
                .withMessageContaining("refused event p1 with 502");
    }

    @Test
    void saysThatNobodyAnswers() {
        server.stop(0);

        assertThatExceptionOfType(PlatformProblem.class)
                .isThrownBy(this::emit)
                .withMessageContaining("/events does not answer");
    }

    private Receipt emit() {
        try (var emitter = new HttpEmitter(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()), "token")) {
            return emitter.emit(EVENT);
        }
    }

    private void answer(int status, String body) {
        server.createContext("/", exchange -> {
            requests.add(String.join(
                    " ",
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().getPath(),
                    exchange.getRequestHeaders().getFirst("authorization"),
                    exchange.getRequestHeaders().getFirst("content-type"),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            byte[] answer = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
    }
}
