package io.heliograph.feed;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The settings of the service. Those of Kafka, PostgreSQL and the token issuer are Quarkus' own. */
@ConfigMapping(prefix = "feed")
public interface FeedConfig {
    /** The name of this process in Kafka's logs and metrics. */
    @WithDefault("feed-service")
    String podName();

    /** All processes of one group share the work. With {@code -audiences} behind it, it is the group that reads notifications. */
    @WithDefault("feed-service")
    String group();

    /** The file of channel kinds, which all services must be given alike; the defaults without one. */
    Optional<Path> kindsFile();

    /** Signs cursors; the same for all processes. Without one it is derived from the credential of the history, which all of them have. A secret. */
    Optional<String> cursorKey();

    /** Records of one poll, which are taken in before the next. */
    @WithDefault("500")
    int batch();

    /** The pause after the first failure; each further one is twice as long. */
    @WithDefault("100ms")
    Duration retryMin();

    /** The longest pause: how soon, at the latest, it is noticed that what was away is back. */
    @WithDefault("5s")
    Duration retryMax();

    /** Activities that were done longer ago are removed from feeds and timelines within six hours or so, and not taken any more. */
    @WithDefault("90d")
    Duration retention();

    /** Activities that one timeline keeps, the newest ones; older ones are removed within six hours or so. */
    @WithDefault("10000")
    int timelineLimit();

    FanOut fanOut();

    History history();

    Publishing publishing();

    /** Writing activities to timelines. */
    interface FanOut {
        /** A feed with more followers is merged into timelines when they are read, and written to none. */
        @WithDefault("10000")
        int mergeAbove();

        /** A feed that was merged is written again when it has fewer followers. */
        @WithDefault("9000")
        int writeBelow();

        /** Timelines that are written in one transaction. */
        @WithDefault("1000")
        int batch();

        /** How often it is looked for what another process left undone, and how late timelines are at most when nothing wakes the worker. */
        @WithDefault("200ms")
        Duration interval();

        /** After this without a life sign of the process that writes timelines another one does. Longer than an acknowledgement may take. */
        @WithDefault("20s")
        Duration lease();

        /** Activities that somebody who begins to follow a feed finds on the timeline at once. */
        @WithDefault("100")
        int backfill();
    }

    /** delivery-store, which knows where channels stand. */
    interface History {
        /** Its address. */
        @WithDefault("http://localhost:8091")
        URI url();

        /** The secret that it expects. */
        String credential();

        /** How long an answer may take; then a page is answered with 503. */
        @WithDefault("2s")
        Duration timeout();
    }

    /** Writing to Kafka. */
    interface Publishing {
        /** How long an acknowledgement may take; then it is told again. */
        @WithDefault("10s")
        Duration timeout();
    }
}
