package io.heliograph.delivery;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** What can be set. Keys are {@code delivery.…}; as environment variables {@code DELIVERY_…}. */
@ConfigMapping(prefix = "delivery")
public interface DeliveryConfig {
    /** A file of kinds in place of the built-in ones. All services must be given the same. */
    Optional<Path> kindsFile();

    /**
     * Whether Kafka is consumed. Without it questions are answered and new epochs drawn, and nothing else happens: for what has to be done after a restore before anything new is stored.
     */
    @WithDefault("true")
    boolean consume();

    Http http();

    Append append();

    Signals signals();

    Routing routing();

    CatchUp catchUp();

    Retention retention();

    interface Http {
        /** What gateways send as {@code Authorization: Bearer}. Required: at least 16 characters. */
        Optional<String> credential();
    }

    interface Append {
        /** The most records stored at once. More gain nothing and delay the answer. */
        @WithDefault("500")
        int maxRecords();

        /** The most bytes of records stored at once; a record that alone is larger is stored by itself. */
        @WithDefault("256K")
        MemorySize maxBytes();

        /** How many partitions store at the same time. The others wait for their turn, and connections stay free for reading. */
        @WithDefault("8")
        int maxConcurrent();

        /** After which the outcome of a batch counts as unknown, and its partition starts over from the checkpoint. */
        @WithDefault("10s")
        Duration timeout();
    }

    interface Signals {
        /** The first part of the versions of latest values. To be raised when {@code heliograph.signals} is made anew, because its offsets then begin again. */
        @WithDefault("1")
        int generation();

        /** After which Redis counts as away for those who store latest values; they try again for as long as it takes. */
        @WithDefault("2s")
        Duration timeout();

        /** The most signals that wait for being routed. Beyond it the pods are told to compare instead, and transient ones are lost. */
        @WithDefault("20000")
        int maxWaiting();
    }

    interface Routing {
        /** After which Redis counts as away. */
        @WithDefault("1s")
        Duration timeout();

        /** The most publications that wait for being routed. Beyond it the pods are told to compare instead. */
        @WithDefault("20000")
        int maxWaiting();
    }

    interface CatchUp {
        /** After which a question is answered {@code unavailable}. */
        @WithDefault("5s")
        Duration timeout();
    }

    interface Retention {
        /** How often tables of days to come are made and those of days past are dropped. */
        @WithDefault("10m")
        Duration interval();
    }
}
