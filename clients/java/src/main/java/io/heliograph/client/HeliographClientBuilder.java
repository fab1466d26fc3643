package io.heliograph.client;

import io.heliograph.client.connection.Backoff;
import io.heliograph.client.connection.ClientMachine;
import io.heliograph.client.connection.ClientSettings;
import io.heliograph.client.connection.ReceivedFrame;
import io.heliograph.client.connection.TokenSupplier;
import io.heliograph.client.subscription.AcknowledgeMode;
import io.heliograph.client.websocket.Surroundings;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Makes clients. Everything but URL and tokens has a default. */
public final class HeliographClientBuilder {
    private static final String NAME = "java/0.1";

    private final URI endpoint;
    private final TokenSupplier tokens;
    private @Nullable String device;
    private String client = NAME;
    private Duration connectTimeout = Duration.ofSeconds(10);
    private Backoff backoff = Backoff.DEFAULT;
    private AcknowledgeMode acknowledgeMode = AcknowledgeMode.AUTOMATIC;
    private RandomGenerator random = RandomGenerator.getDefault();
    private UnaryOperator<Surroundings> surroundings = UnaryOperator.identity();
    private Consumer<ReceivedFrame> frameObserver = _ -> {};

    HeliographClientBuilder(URI url, TokenSupplier tokens) {
        this.endpoint = Endpoint.of(url);
        this.tokens = tokens;
    }

    /**
     * The installation that this client runs on: 1 to 64 printable ASCII characters, the same over restarts. It is what acknowledges, so a user's own channel goes
     * on where this device was. Without one nothing is acknowledged.
     */
    public HeliographClientBuilder device(String value) {
        device = value;
        return this;
    }

    /** Name and version of the application, for the server's statistics. */
    public HeliographClientBuilder client(String value) {
        client = value;
        return this;
    }

    /** From the request for a token to the server's welcome; 10 seconds by default. */
    public HeliographClientBuilder connectTimeout(Duration value) {
        connectTimeout = value;
        return this;
    }

    public HeliographClientBuilder backoff(Backoff value) {
        backoff = value;
        return this;
    }

    public HeliographClientBuilder acknowledgeMode(AcknowledgeMode value) {
        acknowledgeMode = value;
        return this;
    }

    /** What runs the client and its token supplier; by default a virtual thread while there is something to do. */
    public HeliographClientBuilder executor(Executor value) {
        return surroundings(before -> before.withExecutor(value));
    }

    /** By default one for all clients of the process. */
    public HeliographClientBuilder httpClient(HttpClient value) {
        return surroundings(before -> before.withHttp(value));
    }

    /** Monotonic time and the timer that runs by it. */
    public HeliographClientBuilder clock(LongSupplier nanoClock, ScheduledExecutorService timer) {
        return surroundings(before -> before.withClock(nanoClock, timer));
    }

    /** Where jitter comes from. */
    public HeliographClientBuilder random(RandomGenerator value) {
        random = value;
        return this;
    }

    /** Sees every frame that is received, before the client handles it: for checking and debugging. */
    public HeliographClientBuilder frameObserver(Consumer<ReceivedFrame> value) {
        frameObserver = value;
        return this;
    }

    /** A client that does nothing yet. */
    public HeliographClient build() {
        var settings = new ClientSettings(device, client, connectTimeout, backoff, acknowledgeMode);
        return new HeliographClient(
                new ClientMachine(settings, random),
                surroundings.apply(Surroundings.shared(endpoint, tokens, connectTimeout)),
                frameObserver);
    }

    private HeliographClientBuilder surroundings(UnaryOperator<Surroundings> next) {
        UnaryOperator<Surroundings> before = surroundings;
        surroundings = defaults -> next.apply(before.apply(defaults));
        return this;
    }
}
