package io.heliograph.client.connection;

import java.time.Duration;

/** What follows the end of a link. */
sealed interface Sequel {
    /** Another attempt, not before {@code retryAfter} and the back-off on top. */
    record Retry(Duration retryAfter, TokenReason reason) implements Sequel {}

    /** None. */
    record Stop() implements Sequel {}
}
