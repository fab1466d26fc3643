package io.heliograph.feed.history;

import org.jspecify.annotations.Nullable;

/** delivery-store is away, or refuses to answer. */
public final class HistoryUnavailableException extends RuntimeException {
    public HistoryUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
