package io.heliograph.client.connection;

/**
 * How a connection, or an attempt at one, ended.
 *
 * @param code of a refusal, docs/protocol.md §6, or of the WebSocket's close; 0 when there was none
 * @param reason the refusal's name, or a word of the client's own
 */
public record Ending(int code, String reason) {
    public static final Ending BY_APPLICATION = new Ending(0, "CLOSED_BY_APPLICATION");
    public static final Ending SILENCE = new Ending(0, "SILENCE");
    public static final Ending CONNECT_TIMEOUT = new Ending(0, "CONNECT_TIMEOUT");
    public static final Ending TOKEN_UNAVAILABLE = new Ending(0, "TOKEN_UNAVAILABLE");
}
