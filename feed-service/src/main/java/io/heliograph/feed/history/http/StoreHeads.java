package io.heliograph.feed.history.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.channel.Position;
import io.heliograph.contracts.store.StorePath;
import io.heliograph.feed.history.Heads;
import io.heliograph.feed.history.HistoryUnavailableException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Asks delivery-store. Safe for concurrent use. */
public final class StoreHeads implements Heads, AutoCloseable {
    private static final Logger LOG = Logger.getLogger(StoreHeads.class);
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final int OK = 200;
    private static final int SERVER_ERRORS = 500;

    private final HttpClient http;
    private final URI url;
    private final String credential;
    private final Duration timeout;
    /** The status that was logged as a defect last: a wrong credential is one line, not one for each request. */
    private volatile int loggedStatus = OK;

    /** @param credential the secret that delivery-store expects; never logged */
    public StoreHeads(URI url, String credential, Duration timeout) {
        this.url = url.resolve(StorePath.HEADS);
        this.credential = credential;
        this.timeout = timeout;
        http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(timeout)
                .build();
    }

    @Override
    public Position head(ChannelName channel) {
        ObjectNode question = JsonNodeFactory.instance.objectNode();
        question.putArray("channels").add(channel.value());
        HttpRequest request = HttpRequest.newBuilder(url)
                .timeout(timeout)
                .header("Authorization", "Bearer " + credential)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(question.toString()))
                .build();
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != OK) {
                throw refused(response.statusCode());
            }
            loggedStatus = OK;
            return position(MAPPER.readTree(response.body()).path("heads").path(channel.value()));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new HistoryUnavailableException("delivery-store answered something else than heads", e);
        } catch (IOException e) {
            throw new HistoryUnavailableException("delivery-store cannot be asked", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HistoryUnavailableException("interrupted while delivery-store was asked", e);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    /** A channel without a row was never published to: whoever begins at its beginning misses nothing. */
    private static Position position(JsonNode head) {
        return head.isMissingNode() ? Position.BEGINNING : Position.parse(head.asText());
    }

    private HistoryUnavailableException refused(int status) {
        if (status < SERVER_ERRORS && status != loggedStatus) {
            loggedStatus = status;
            LOG.errorf(
                    "history.refused url=%s status=%d: compare feed.history.credential and the versions of both",
                    url, status);
        }
        return new HistoryUnavailableException("delivery-store answered " + status + ", 200 was expected", null);
    }
}
