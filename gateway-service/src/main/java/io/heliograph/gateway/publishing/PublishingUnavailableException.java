package io.heliograph.gateway.publishing;

import org.jspecify.annotations.Nullable;

/** Kafka did not acknowledge an event in time; it may have been written all the same. Sending it again with the same id is safe. */
public final class PublishingUnavailableException extends RuntimeException {
    public PublishingUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
