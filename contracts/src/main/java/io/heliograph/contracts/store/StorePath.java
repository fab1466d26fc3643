package io.heliograph.contracts.store;

/** Paths of delivery-store's HTTP interface. Every request carries {@code Authorization: Bearer <credential>}. */
public final class StorePath {
    /** {@code POST} a {@link CatchUpRequest}; answered by a list of {@link CatchUp}, binary ({@link CatchUpCodec}). */
    public static final String CATCH_UP = "/channels/catch-up";
    /** {@code POST {"channels":[…]}}, at most {@value #MAX_CHANNELS}; answered by {@code {"heads":{"<channel>":"<epoch>.<head>"}}} without those that have no row. */
    public static final String HEADS = "/channels/heads";
    /** {@code POST} a {@link HistoryRequest}; answered by a {@link HistoryPage}, binary ({@link HistoryPageCodec}). */
    public static final String HISTORY = "/channels/history";
    /** {@code GET}: {@code {"positions":{"<channel>":"<epoch>.<offset>"}}}, what the device acknowledged. */
    public static final String DEVICE_POSITIONS = "/users/{user}/devices/{device}/positions";
    /** {@code POST}: draws a new epoch for every channel; only after a restore, before anything is consumed. */
    public static final String NEW_EPOCHS = "/epochs";

    public static final String BINARY_MEDIA_TYPE = "application/vnd.heliograph.catch-up.v1";
    public static final int MAX_CHANNELS = 1_000;
    public static final int MAX_ENTRIES = 1_000;

    private StorePath() {}
}
