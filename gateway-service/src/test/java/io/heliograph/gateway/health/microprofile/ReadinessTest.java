package io.heliograph.gateway.health.microprofile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.heliograph.gateway.testing.InMemoryPorts;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

/** With Redis out of reach. */
@QuarkusTest
@TestProfile(InMemoryPorts.class)
class ReadinessTest {
    private static final JsonMapper MAPPER = new JsonMapper();

    @TestHTTPResource(value = "/health/ready", management = true)
    @SuppressWarnings("NullAway.Init") // filled by Quarkus
    URI url;

    @Test
    void isReadyButDegradedWhileADependencyIsAway() throws Exception {
        await().until(() -> "away".equals(data().path("redis").asText()));

        assertThat(get().statusCode()).isEqualTo(200);
        assertThat(data().path("degraded").asBoolean()).isTrue();
        assertThat(data().path("delivery-store").asText()).isEqualTo("ok");
    }

    private JsonNode data() {
        try {
            JsonNode checks = MAPPER.readTree(get().body()).path("checks");
            return checks.valueStream()
                    .filter(check -> check.path("name").asText().equals("admitting"))
                    .findFirst()
                    .orElseThrow()
                    .path("data");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpResponse<String> get() throws IOException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
