package io.heliograph.client.event;

import io.heliograph.contracts.event.Rejection;
import io.heliograph.contracts.protocol.ProblemCode;

/** An event that cannot be taken; nothing was sent. The message is for the person who wrote it. */
public final class EventRefusedException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final transient Rejection rejection;

    /** @param place which of several events, like {@code "event 2: "}; empty when there is one */
    public EventRefusedException(String place, Rejection rejection) {
        super("%s%s %s: %s"
                .formatted(
                        place,
                        rejection.code().wireName(),
                        rejection.pointer().isEmpty() ? "/" : rejection.pointer(),
                        rejection.hint()));
        this.rejection = rejection;
    }

    public EventRefusedException(ProblemCode code, String pointer, String hint) {
        this("", new Rejection(code, pointer, hint));
    }

    public Rejection rejection() {
        return rejection;
    }
}
