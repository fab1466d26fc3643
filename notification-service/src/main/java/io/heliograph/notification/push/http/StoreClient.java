package io.heliograph.notification.push.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.heliograph.contracts.store.CatchUp;
import io.heliograph.contracts.store.CatchUpCodec;
import io.heliograph.contracts.store.CatchUpRequest;
import io.heliograph.contracts.store.StorePath;
import io.heliograph.notification.push.DeliveriesUnavailableException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/** Asks delivery-store. Blocks; safe for concurrent use. */
public final class StoreClient implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(StoreClient.class);
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final int OK = 200;
    private static final int SERVER_ERRORS = 500;
    /** delivery-store sends at most 8 MiB of data in one answer; the rest is what surrounds it. */
    private static final long MAX_ANSWER_BYTES = 32L * 1024 * 1024;

    private final HttpClient http;
    private final URI url;
    private final String credential;
    private final Duration timeout;
    /** The status that was logged as a defect last: a wrong credential is one line, not one for each request. */
    private volatile int loggedStatus = OK;

    /** @param credential the secret that delivery-store expects; never logged */
    public StoreClient(URI url, String credential, Duration timeout) {
        this.url = url.resolve(StorePath.CATCH_UP);
        this.credential = credential;
        this.timeout = timeout;
        http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(timeout)
                .build();
    }

    /** One answer per item, in their order. */
    List<CatchUp> catchUp(CatchUpRequest question) {
        try {
            HttpRequest request = HttpRequest.newBuilder(url)
                    .timeout(timeout)
                    .header("Authorization", "Bearer " + credential)
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(MAPPER.writeValueAsBytes(question)))
                    .build();
            HttpResponse<byte[]> response =
                    http.send(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_ANSWER_BYTES));
            if (response.statusCode() != OK) {
                throw refused(response.statusCode());
            }
            loggedStatus = OK;
            return answers(response.body(), question.channels().size());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a question is JSON", e);
        } catch (IOException e) {
            throw new DeliveriesUnavailableException("delivery-store cannot be asked", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DeliveriesUnavailableException("interrupted while delivery-store was asked", e);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    private static List<CatchUp> answers(byte[] body, int count) {
        try {
            List<CatchUp> answers = CatchUpCodec.decode(body);
            if (answers.size() == count) {
                return answers;
            }
            throw new DeliveriesUnavailableException(
                    "delivery-store gave %d answers, %d were expected".formatted(answers.size(), count), null);
        } catch (IllegalArgumentException e) {
            throw new DeliveriesUnavailableException("delivery-store's answer cannot be read", e);
        }
    }

    private DeliveriesUnavailableException refused(int status) {
        if (status < SERVER_ERRORS && status != loggedStatus) {
            loggedStatus = status;
            LOG.errorf(
                    "history.refused url=%s status=%d: compare notification.history.credential and the versions of both",
                    url, status);
        }
        return new DeliveriesUnavailableException("delivery-store answered " + status + ", 200 was expected", null);
    }
}
