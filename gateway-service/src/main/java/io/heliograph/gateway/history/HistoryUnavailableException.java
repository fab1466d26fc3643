package io.heliograph.gateway.history;

import org.jspecify.annotations.Nullable;

/** delivery-store did not answer, or could not. */
public final class HistoryUnavailableException extends RuntimeException {
    public HistoryUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
