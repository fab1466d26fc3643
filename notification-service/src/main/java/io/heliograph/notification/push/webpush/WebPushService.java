package io.heliograph.notification.push.webpush;

import io.heliograph.notification.push.AddressPolicy;
import io.heliograph.notification.push.EndpointPolicy;
import io.heliograph.notification.push.PushAnswer;
import io.heliograph.notification.push.PushMessage;
import io.heliograph.notification.push.PushReason;
import io.heliograph.notification.push.PushService;
import io.heliograph.notification.push.PushSubscription;
import io.heliograph.notification.push.VapidIdentity;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * Posts messages to push services. A host is resolved here and now, all its addresses must be public, and the request goes to one of
 * these, so that a name which resolves to something else a moment later gains nothing. Redirects are not followed.
 */
public final class WebPushService implements PushService, AutoCloseable {
    private static final Logger LOG = Logger.getLogger(WebPushService.class);
    private static final int HTTPS_PORT = 443;
    private static final int HTTP_PORT = 80;
    private static final int MAX_CONNECTIONS = 16;
    private static final int MAX_WAITING = 1_024;
    /** Nothing in an answer's body is of use; this much is read so that the connection can be used again. */
    private static final long MAX_ANSWER_BYTES = 16L * 1024;

    private final HttpClient http;
    private final PushEncryption encryption;
    private final EndpointPolicy endpoints;
    private final Resolver resolver;
    private final Duration timeout;
    private final InstantSource clock;

    /** Names to addresses. Blocks. */
    @FunctionalInterface
    public interface Resolver {
        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    /** @param timeout of an answer, from the moment at which the host is resolved */
    public WebPushService(
            Vertx vertx,
            HttpClientOptions options,
            VapidIdentity identity,
            EndpointPolicy endpoints,
            Resolver resolver,
            Duration timeout,
            InstantSource clock) {
        this.http = vertx.createHttpClient(new HttpClientOptions(options)
                .setMaxPoolSize(MAX_CONNECTIONS)
                .setMaxWaitQueueSize(MAX_WAITING)
                .setConnectTimeout(Math.toIntExact(timeout.toMillis())));
        this.encryption = new PushEncryption(identity);
        this.endpoints = endpoints;
        this.resolver = resolver;
        this.timeout = timeout;
        this.clock = clock;
    }

    @Override
    public PushAnswer send(PushSubscription subscription, PushMessage message) {
        URI endpoint = subscription.endpoint();
        if (endpoints.objection(endpoint.toString()).isPresent()) {
            return refused(subscription, "the configuration does not allow it (any more)");
        }
        try {
            Optional<InetAddress> address = allowedAddress(endpoint);
            return address.isEmpty()
                    ? refused(subscription, "its host has an address that is not public")
                    : post(address.get(), subscription, message);
        } catch (UnknownHostException _) {
            return unreachable(endpoint, "its name is not known");
        }
    }

    @Override
    public void close() {
        var _ = http.close();
    }

    /** The address to connect to; empty when one of the host's addresses is not public. */
    private Optional<InetAddress> allowedAddress(URI endpoint) throws UnknownHostException {
        InetAddress[] addresses = resolver.resolve(endpoint.getHost());
        boolean allowed =
                endpoints.isForDevelopment(endpoint) || Arrays.stream(addresses).allMatch(AddressPolicy::isPublic);
        return allowed ? Arrays.stream(addresses).findFirst() : Optional.empty();
    }

    private PushAnswer post(InetAddress address, PushSubscription subscription, PushMessage message) {
        Future<PushAnswer> answer = http.request(options(address, subscription, message))
                .compose(request -> request.send(Buffer.buffer(encryption.body(subscription, message)))
                        .map(response -> answer(request, response)));
        try {
            return answer.toCompletionStage().toCompletableFuture().get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new PushAnswer.Later(null);
        } catch (TimeoutException _) {
            return unreachable(subscription.endpoint(), "it did not answer within " + timeout);
        } catch (ExecutionException e) {
            return unreachable(subscription.endpoint(), String.valueOf(e.getCause()));
        }
    }

    private RequestOptions options(InetAddress address, PushSubscription subscription, PushMessage message) {
        URI endpoint = subscription.endpoint();
        boolean encrypted = endpoint.getScheme().equalsIgnoreCase("https");
        int port = endpoint.getPort() >= 0 ? endpoint.getPort() : encrypted ? HTTPS_PORT : HTTP_PORT;
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setServer(SocketAddress.inetSocketAddress(port, address.getHostAddress()))
                .setHost(endpoint.getHost()) // whom the certificate must name
                .setPort(port)
                .setSsl(encrypted)
                .setURI(target(endpoint))
                .setFollowRedirects(false)
                .setTimeout(timeout.toMillis());
        encryption.headers(subscription, message).forEach(options::putHeader);
        return options;
    }

    private static String target(URI endpoint) {
        String path = endpoint.getRawPath().isEmpty() ? "/" : endpoint.getRawPath();
        return endpoint.getRawQuery() == null ? path : path + '?' + endpoint.getRawQuery();
    }

    private PushAnswer answer(HttpClientRequest request, HttpClientResponse response) {
        AtomicLong read = new AtomicLong();
        response.handler(part -> {
            if (read.addAndGet(part.length()) > MAX_ANSWER_BYTES) {
                request.reset();
            }
        });
        response.exceptionHandler(_ -> {}); // the answer is known already
        return PushAnswer.of(response.statusCode(), response.getHeader(HttpHeaders.RETRY_AFTER), clock.instant());
    }

    /** The host of an endpoint may be logged, its path is a secret. */
    private static PushAnswer refused(PushSubscription subscription, String why) {
        LOG.warnf("push.refused host=%s cause=\"%s\"", subscription.endpoint().getHost(), why);
        return new PushAnswer.Refused(null, PushReason.FORBIDDEN_ENDPOINT);
    }

    private static PushAnswer unreachable(URI endpoint, String why) {
        LOG.debugf("push.unreachable host=%s cause=\"%s\"", endpoint.getHost(), why);
        return new PushAnswer.Later(null);
    }
}
