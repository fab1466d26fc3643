package io.heliograph.presence.store.postgres;

/** PostgreSQL is away, or does not answer in time. */
public final class StoreUnavailableException extends RuntimeException {
    StoreUnavailableException(Throwable cause) {
        super("PostgreSQL did not carry out the statement", cause);
    }
}
