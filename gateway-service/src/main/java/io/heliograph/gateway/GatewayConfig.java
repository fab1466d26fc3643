package io.heliograph.gateway;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What an operator can set. Rules across settings live in the features' own records. */
@ConfigMapping(prefix = "gateway")
public interface GatewayConfig {
    Connection connection();

    Outbound outbound();

    History history();

    Routing routing();

    Repair repair();

    Publishing publishing();

    Admission admission();

    Draining draining();

    /** A file that replaces the built-in kinds (contracts, {@code kinds.json}); the same file for all services. */
    @WithName("kinds-file")
    Optional<Path> kindsFile();

    interface Connection {
        /** How often a connection is pinged. */
        @WithDefault("25s")
        Duration pingInterval();

        /** Silence after which a connection is closed with 4009. Must be at least twice {@link #pingInterval()}. */
        @WithDefault("62s")
        Duration idleTimeout();

        /** Time until the hello. */
        @WithDefault("5s")
        Duration helloTimeout();

        /** Exact origins (scheme, host, port) from which browsers may connect; requests without an Origin are not from browsers. {@code *} allows all: for development only. */
        @WithDefault("http://localhost:8080")
        List<String> allowedOrigins();

        /** Frames a client may send per second, on average, and at once. */
        @WithDefault("20")
        int framesPerSecond();

        @WithDefault("60")
        int frameBurst();
    }

    interface Outbound {
        /** Frames waiting for a slow client before it is closed with 4008. */
        @WithDefault("256")
        int maxFrames();

        /** Bytes waiting for a slow client before it is closed with 4008. */
        @WithDefault("262144")
        int maxBytes();
    }

    interface History {
        /** delivery-store's address. */
        URI url();

        /** The secret that delivery-store expects; at least 16 characters. */
        String credential();

        /** How long questions wait for company. */
        @WithDefault("4ms")
        Duration window();

        @WithDefault("5s")
        Duration timeout();
    }

    interface Routing {
        /** This pod's name in Kubernetes; lower case letters, digits, '.' and '-'. A part drawn at start is added to it. */
        @WithDefault("${HELIOGRAPH_POD_NAME:gateway}")
        String podName();

        @WithDefault("15s")
        Duration lease();

        @WithDefault("5s")
        Duration renewal();

        /** How often routes are written again and pods without a lease are removed from them. */
        @WithDefault("20m")
        Duration sweep();

        /** How long a route outlives its last subscriber. */
        @WithDefault("30s")
        Duration linger();
    }

    interface Repair {
        /** How often all channels are compared when nothing was noticed. */
        @WithDefault("60s")
        Duration sweep();

        /** How often while Redis is away. */
        @WithDefault("5s")
        Duration sweepWithoutRedis();
    }

    interface Publishing {
        @WithDefault("30s")
        Duration timeout();
    }

    interface Draining {
        /** Over how long the clients of a gateway that ends are asked to move, each at a time of its own. */
        @WithDefault("5s")
        Duration window();

        /** How long they have afterwards before they are closed. The process must be given longer than window and grace together to end. */
        @WithDefault("2s")
        Duration grace();
    }

    interface Admission {
        /** Connections of this process; kept below the limit of open files, with a warning. Without it: 50,000, or what that limit allows. */
        OptionalInt maxConnections();

        @WithDefault("500")
        int handshakesPerSecond();

        @WithDefault("1000")
        int handshakeBurst();
    }
}
