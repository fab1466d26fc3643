package io.heliograph.client.websocket;

import io.heliograph.client.connection.TokenSupplier;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongSupplier;

/**
 * What a client runs on. Executor, timer and HTTP client may be shared by many clients.
 *
 * @param endpoint the WebSocket's URL, {@code ws} or {@code wss}
 * @param nanoClock monotonic
 */
public record Surroundings(
        URI endpoint,
        TokenSupplier tokens,
        Duration connectTimeout,
        Executor executor,
        ScheduledExecutorService timer,
        HttpClient http,
        LongSupplier nanoClock) {
    public static Surroundings shared(URI endpoint, TokenSupplier tokens, Duration connectTimeout) {
        return new Surroundings(
                endpoint,
                tokens,
                connectTimeout,
                SharedResources.EXECUTOR,
                SharedResources.TIMER,
                SharedResources.HTTP,
                System::nanoTime);
    }

    public Surroundings withExecutor(Executor other) {
        return new Surroundings(endpoint, tokens, connectTimeout, other, timer, http, nanoClock);
    }

    public Surroundings withHttp(HttpClient other) {
        return new Surroundings(endpoint, tokens, connectTimeout, executor, timer, other, nanoClock);
    }

    public Surroundings withClock(LongSupplier otherNanoClock, ScheduledExecutorService otherTimer) {
        return new Surroundings(endpoint, tokens, connectTimeout, executor, otherTimer, http, otherNanoClock);
    }
}
