package io.heliograph.gateway.history.http;

import io.heliograph.gateway.history.HistoryUnavailableException;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** One exchange with delivery-store. Confined to the context on which it is used. */
final class StoreClient {
    private static final Logger LOG = Logger.getLogger(StoreClient.class);
    private static final int OK = 200;
    private static final int SERVER_ERRORS = 500;

    private final HttpClient http;
    private final URI url;
    private final String credential;
    private final Duration timeout;
    private final MeterRegistry metrics;
    /** The status that was logged as a defect last: a wrong credential is one line, not one for each request. */
    private int loggedStatus = OK;

    /**
     * @param credential the secret that delivery-store expects; never logged
     * @param maxConnections the most requests that are under way at a time
     */
    StoreClient(Vertx vertx, URI url, String credential, Duration timeout, int maxConnections, MeterRegistry metrics) {
        this.url = url;
        this.credential = credential;
        this.timeout = timeout;
        this.metrics = metrics;
        http = vertx.createHttpClient(new HttpClientOptions()
                .setMaxPoolSize(maxConnections)
                .setConnectTimeout((int) timeout.toMillis())
                .setKeepAliveTimeout(30));
    }

    /** Posts JSON. Fails with {@link HistoryUnavailableException} whatever the reason. */
    Future<Buffer> post(String path, byte[] json) {
        Timer.Sample sample = Timer.start(metrics);
        return http.request(options(path))
                .compose(request -> request.send(Buffer.buffer(json)))
                .compose(this::body)
                .timeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                .onComplete(result -> sample.stop(metrics.timer(
                        "heliograph_history_request",
                        "path",
                        path,
                        "result",
                        result.succeeded() ? "answered" : "unavailable")))
                .recover(failure -> Future.failedFuture(unavailable(failure)));
    }

    private RequestOptions options(String path) {
        return new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setAbsoluteURI(url.resolve(path).toString())
                .setIdleTimeout(timeout.toMillis())
                .putHeader(HttpHeaders.AUTHORIZATION, "Bearer " + credential)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json");
    }

    private Future<Buffer> body(HttpClientResponse response) {
        int status = response.statusCode();
        if (status == OK) {
            loggedStatus = OK;
            return response.body();
        }
        if (status < SERVER_ERRORS && status != loggedStatus) {
            loggedStatus = status;
            LOG.errorf(
                    "history.refused url=%s status=%d: delivery-store does not take what this gateway sends; "
                            + "compare gateway.history.credential and the versions of both",
                    url, status);
        }
        return Future.failedFuture(
                new HistoryUnavailableException("delivery-store answered " + status + ", 200 was expected", null));
    }

    private static HistoryUnavailableException unavailable(Throwable failure) {
        return failure instanceof HistoryUnavailableException known
                ? known
                : new HistoryUnavailableException("delivery-store cannot be asked", failure);
    }
}
