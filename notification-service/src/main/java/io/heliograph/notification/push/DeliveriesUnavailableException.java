package io.heliograph.notification.push;

import org.jspecify.annotations.Nullable;

/** delivery-store is away, or refuses to answer. */
public final class DeliveriesUnavailableException extends RuntimeException {
    public DeliveriesUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
