package io.heliograph.contracts.protocol;

import java.util.Locale;

/** Problem codes, docs/protocol.md §7: the same in {@code error} frames, HTTP problem details and dead letters. Names are permanent. */
public enum ProblemCode {
    MALFORMED(400, "The request is not what the grammar says"),
    UNKNOWN_OP(400, "No such frame in this version of the protocol"),
    INVALID_CHANNEL(400, "Not a channel name"),
    INVALID_POSITION(400, "Neither 0 nor <epoch>.<offset>"),
    NOT_SUBSCRIBED(409, "The request needs a subscription to the channel"),
    TOO_MANY_CHANNELS(409, "The connection's bound of subscriptions is reached"),
    TOO_MANY_KEYS(422, "The channel's state has as many keys as it may have"),
    UNAUTHENTICATED(401, "No token, or not a valid one"),
    FORBIDDEN(403, "No grant"),
    NOT_FOUND(404, "No such resource, or not yours"),
    TOO_LARGE(413, "Beyond the bound of its size"),
    RATE_LIMITED(429, "Too many requests"),
    UNAVAILABLE(503, "A part that is needed is away"),
    INTERNAL_ERROR(500, "A defect of the server"),
    MISSING_ATTRIBUTE(422, "An attribute of the event is missing"),
    INVALID_ATTRIBUTE(422, "An attribute of the event is not usable"),
    UNKNOWN_TYPE(422, "No event type of that name is taken here"),
    NOT_JSON(422, "The data is not JSON"),
    SCHEMA_VIOLATION(422, "The data does not fit its type's schema"),
    UNKNOWN_KIND(422, "No kind of that name is configured"),
    UNSUPPORTED_DURABILITY(422, "The kind does not allow this durability"),
    WRONG_PARTITION(422, "The record is not in the partition of its channel"),
    FUTURE_TIME(422, "The time lies too far ahead");

    private final int httpStatus;
    private final String title;

    ProblemCode(int httpStatus, String title) {
        this.httpStatus = httpStatus;
        this.title = title;
    }

    public int httpStatus() {
        return httpStatus;
    }

    public String title() {
        return title;
    }

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
