package io.heliograph.gateway.publishing;

import io.heliograph.contracts.event.Rejection;

/** Ends the reading of a request; never leaves this package. */
final class RejectedEventException extends IllegalArgumentException {
    private final transient Rejection rejection;

    RejectedEventException(Rejection rejection) {
        super(rejection.hint());
        this.rejection = rejection;
    }

    Rejection rejection() {
        return rejection;
    }
}
