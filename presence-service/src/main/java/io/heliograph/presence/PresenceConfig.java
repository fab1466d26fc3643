package io.heliograph.presence;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The settings of the service. Those of Kafka, PostgreSQL, Redis and the token issuer are Quarkus' own. */
@ConfigMapping(prefix = "presence")
public interface PresenceConfig {
    /** The name of this process in Kafka's logs and metrics. */
    @WithDefault("presence-service")
    String podName();

    /** All processes of one group share the work. */
    @WithDefault("presence-service")
    String group();

    /** The file of channel kinds, which all services must be given alike; the defaults without one. */
    Optional<Path> kindsFile();

    /** How long somebody whose connection closed is still shown as before. */
    @WithDefault("30s")
    Duration grace();

    /** How long somebody whose gateway's lease ended is still shown as before; not shorter than {@link #grace()}. */
    @WithDefault("60s")
    Duration crashGrace();

    /** With more members they are counted instead of listed. */
    @WithDefault("200")
    int occupancyAbove();

    /** With fewer members they are listed again. */
    @WithDefault("150")
    int occupancyBelow();

    /** The shortest time between two counts of a channel. */
    @WithDefault("1s")
    Duration occupancyInterval();

    /** How often time is looked at: by how much later than due somebody goes offline, or invisible, at most. */
    @WithDefault("500ms")
    Duration tick();

    /** Records of one poll, which are taken in together. */
    @WithDefault("1000")
    int batch();

    /** Values told again each second, of all partitions together, to a registry that lost its memory. */
    @WithDefault("2000")
    int republishPerSecond();

    /** The pause after the first failure; each further one is twice as long. */
    @WithDefault("100ms")
    Duration retryMin();

    /** The longest pause: how soon, at the latest, it is noticed that what was away is back. */
    @WithDefault("5s")
    Duration retryMax();

    Registry registry();

    Store store();

    Publishing publishing();

    /** The leases of the gateways, in Redis. */
    interface Registry {
        /** How often the leases are looked at. */
        @WithDefault("2s")
        Duration interval();

        /** How long a look may take; then the registry counts as away, and nobody is declared offline. */
        @WithDefault("2s")
        Duration timeout();

        /** A registry that was first written less long ago proves nothing. */
        @WithDefault("60s")
        Duration youngFor();

        /** How long the registry must have answered without a break before it proves anything; at least the term of a lease. */
        @WithDefault("15s")
        Duration settle();
    }

    /** PostgreSQL. */
    interface Store {
        /** How long a statement or a transaction may take; then a request is answered with 503, and the fold tries again. */
        @WithDefault("5s")
        Duration timeout();
    }

    /** Writing to Kafka. */
    interface Publishing {
        /** How long an acknowledgement may take; then it is told again. */
        @WithDefault("10s")
        Duration timeout();
    }
}
