package io.heliograph.contracts.protocol;

import java.time.Duration;

/** The bounds of docs/protocol.md §2.2 that both sides know. */
public final class ProtocolLimits {
    public static final int MAX_FRAME_BYTES = 16 * 1024;
    /** For {@code hello} and {@code subscribe}, which carry lists. */
    public static final int MAX_LIST_FRAME_BYTES = 32 * 1024;

    public static final int MAX_SUBSCRIPTIONS = 200;
    public static final int MAX_DATA_BYTES = 64 * 1024;
    /** A latest value. */
    public static final int MAX_STATE_BYTES = 8 * 1024;
    /** What a member says about itself. */
    public static final int MAX_MEMBER_BYTES = 4 * 1024;

    public static final int MAX_STATE_KEYS = 1_000;
    public static final int MAX_STATE_KEY_LENGTH = 255;
    public static final int MAX_ENTERED_CHANNELS = 50;
    public static final int MAX_HISTORY = 100;
    public static final int DEFAULT_HISTORY = 50;
    public static final Duration TRANSIENT_LIFE = Duration.ofSeconds(10);
    public static final int MAX_REF_LENGTH = 64;
    public static final int MAX_DEVICE_LENGTH = 64;
    public static final int MAX_ID_LENGTH = 255;
    public static final int MAX_TYPE_LENGTH = 255;
    public static final Duration HELLO_TIMEOUT = Duration.ofSeconds(5);
    /** How long an expired token is still honoured. */
    public static final Duration TOKEN_LEEWAY = Duration.ofSeconds(30);

    private ProtocolLimits() {}
}
