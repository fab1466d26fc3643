package io.heliograph.document.connection.websocket;

import io.heliograph.document.lib0.Lib0Reader;
import io.heliograph.document.lib0.Lib0Writer;
import io.heliograph.document.lib0.MalformedMessageException;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;

/**
 * A message of {@code @hocuspocus/provider} 4: a document's name and, mostly, one of y-protocols.
 *
 * @param key the name as the client writes it; it may have a session behind it
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and as large as a document
record HocuspocusMessage(String key, int type, byte[] body) {
    static final int SYNC = 0;
    static final int AWARENESS = 1;
    static final int AUTHENTICATION = 2;
    static final int QUERY_AWARENESS = 3;
    static final int STATELESS = 5;
    static final int CLOSE = 7;

    private static final int SAVED = 8;
    private static final int SYNC_STEP_2 = 1;
    private static final int TOKEN = 0;
    private static final int DENIED = 1;
    private static final int AUTHENTICATED = 2;
    private static final int MAX_KEY = 512;
    private static final char SESSION = '\0';

    /** @throws MalformedMessageException when it does not begin with a name and a type */
    static HocuspocusMessage read(Buffer message) {
        byte[] bytes = message.getBytes();
        Lib0Reader reader = new Lib0Reader(bytes);
        String key = reader.text();
        if (key.length() > MAX_KEY) {
            throw new MalformedMessageException("a name has at most %d characters here".formatted(MAX_KEY));
        }
        int start = reader.position();
        int type = (int) Math.min(reader.varUint(), Integer.MAX_VALUE);
        return new HocuspocusMessage(key, type, message.getBytes(start, bytes.length));
    }

    /** The document's name. */
    String name() {
        int end = key.indexOf(SESSION);
        return end < 0 ? key : key.substring(0, end);
    }

    /** Whether it answers the service's question, which may be large. */
    boolean isAnswer() {
        return type == SYNC && body.length > 1 && body[1] == SYNC_STEP_2;
    }

    /** @throws MalformedMessageException when it has none */
    String token() {
        Lib0Reader reader = new Lib0Reader(body);
        reader.varUint();
        if (reader.varUint() != TOKEN) {
            throw new MalformedMessageException("a client sends its token");
        }
        return reader.text(); // behind it is the client's version
    }

    /** @param message of y-protocols */
    static Buffer of(String key, byte[] message) {
        byte[] name = key.getBytes(StandardCharsets.UTF_8);
        return Buffer.buffer(new Lib0Writer().bytes(name).toBytes()).appendBytes(message);
    }

    static Buffer authenticated(String key, boolean mayWrite) {
        return of(
                key,
                new Lib0Writer()
                        .varUint(AUTHENTICATION)
                        .varUint(AUTHENTICATED)
                        .text(mayWrite ? "read-write" : "readonly")
                        .toBytes());
    }

    /** Asks for another token. */
    static Buffer tokenWanted(String key) {
        return of(key, new Lib0Writer().varUint(AUTHENTICATION).varUint(TOKEN).toBytes());
    }

    static Buffer denied(String key, String reason) {
        return of(
                key,
                new Lib0Writer()
                        .varUint(AUTHENTICATION)
                        .varUint(DENIED)
                        .text(reason)
                        .toBytes());
    }

    static Buffer saved(String key, boolean taken) {
        return of(key, new Lib0Writer().varUint(SAVED).varUint(taken ? 1 : 0).toBytes());
    }

    static Buffer closed(String key, String reason) {
        return of(key, new Lib0Writer().varUint(CLOSE).text(reason).toBytes());
    }
}
