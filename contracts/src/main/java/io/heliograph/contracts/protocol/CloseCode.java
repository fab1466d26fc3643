package io.heliograph.contracts.protocol;

import static io.heliograph.contracts.protocol.CloseCode.Advice.RECONNECT;
import static io.heliograph.contracts.protocol.CloseCode.Advice.RECONNECT_LATER;
import static io.heliograph.contracts.protocol.CloseCode.Advice.STOP;

import java.util.Arrays;
import java.util.Optional;

/** Close codes, docs/protocol.md §6, from the private range of RFC 6455 §7.4.2 (and 1012 of its registry). Numbers are never reused. */
public enum CloseCode {
    DRAINING(1012, RECONNECT),
    HELLO_TIMEOUT(4003, RECONNECT),
    INVALID_TOKEN(4004, STOP),
    TOKEN_EXPIRED(4005, RECONNECT),
    REVOKED(4006, STOP),
    FORBIDDEN(4007, STOP),
    SLOW_CONSUMER(4008, RECONNECT_LATER),
    HEARTBEAT_TIMEOUT(4009, RECONNECT),
    RATE_LIMITED(4010, RECONNECT_LATER),
    BAD_FRAME(4011, STOP),
    INTERNAL_ERROR(4012, RECONNECT_LATER),
    OVERLOADED(4013, RECONNECT_LATER),
    TOO_MANY(4014, STOP),
    STATE_UNCERTAIN(4015, RECONNECT),
    REPLACED(4409, STOP);

    /** What a client does after the close. */
    public enum Advice {
        RECONNECT,
        RECONNECT_LATER,
        STOP
    }

    private final int number;
    private final Advice advice;

    CloseCode(int number, Advice advice) {
        this.number = number;
        this.advice = advice;
    }

    public int number() {
        return number;
    }

    public Advice advice() {
        return advice;
    }

    public boolean reconnect() {
        return advice != STOP;
    }

    public static Optional<CloseCode> find(int number) {
        return Arrays.stream(values()).filter(code -> code.number == number).findFirst();
    }
}
