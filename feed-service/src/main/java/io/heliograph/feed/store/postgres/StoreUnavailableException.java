package io.heliograph.feed.store.postgres;

/** PostgreSQL is away, or does not answer in time. It is not known whether the statement was carried out. */
public final class StoreUnavailableException extends RuntimeException {
    StoreUnavailableException(Throwable cause) {
        super("PostgreSQL did not carry out the statement", cause);
    }
}
