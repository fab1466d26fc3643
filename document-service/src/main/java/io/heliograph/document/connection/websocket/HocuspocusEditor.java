package io.heliograph.document.connection.websocket;

import io.heliograph.document.access.Access;
import io.heliograph.document.access.DocumentToken;
import io.heliograph.document.editing.CloseCode;
import io.heliograph.document.editing.Editor;
import io.heliograph.document.name.DocumentName;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;

/** One document on a connection of Hocuspocus. Its methods may be called by any thread. */
final class HocuspocusEditor implements Editor {
    /** How long before its token expires the client is asked for another one. */
    private static final Duration NOTICE = Duration.ofSeconds(30);

    private final ConnectionContext shared;
    private final HocuspocusSocket socket;
    private final String key;
    private volatile DocumentToken token;
    private final AtomicBoolean gone = new AtomicBoolean();
    private volatile boolean welcome;
    private volatile long timer;

    /** @param key what the client calls the document */
    HocuspocusEditor(HocuspocusSocket socket, String key, DocumentToken token, ConnectionContext shared) {
        this.shared = shared;
        this.socket = socket;
        this.key = key;
        this.token = token;
    }

    String key() {
        return key;
    }

    DocumentName document() {
        return token.document();
    }

    boolean isGone() {
        return gone.get();
    }

    void enter() {
        awaitExpiry();
        shared.rooms().enter(document(), this);
    }

    /** Whether the token is another one for what this editor may do anyway; then it counts from now on. */
    boolean renew(DocumentToken fresh) {
        if (!welcome || !fresh.user().equals(token.user()) || fresh.access() != token.access()) {
            return false;
        }
        shared.vertx().cancelTimer(timer);
        token = fresh;
        awaitExpiry();
        welcome(new byte[0]);
        return true;
    }

    /** The client is asked for another token in time. */
    private void awaitExpiry() {
        long millis = shared.millisUntilExpiry(token);
        long notice = Math.min(NOTICE.toMillis(), millis / 2);
        timer = shared.vertx().setTimer(Math.max(1, millis - notice), _ -> {
            if (!gone.get()) {
                socket.send(HocuspocusMessage.tokenWanted(key));
            }
            timer = shared.vertx()
                    .setTimer(Math.max(1, notice), _ -> close(CloseCode.UNAUTHENTICATED, "the token has expired"));
        });
    }

    /** Without a word to the client. */
    void leave() {
        if (gone.compareAndSet(false, true)) {
            shared.vertx().cancelTimer(timer);
            shared.rooms().leave(document(), this);
            socket.forget(this);
        }
    }

    @Override
    public String user() {
        return token.user();
    }

    @Override
    public Access access() {
        return token.access();
    }

    @Override
    public Instant issuedAt() {
        return token.issuedAt();
    }

    /** The question comes later: a client that has answered it before it has the document takes itself for synced. */
    @Override
    public void welcome(byte[] question) {
        welcome = true;
        socket.send(HocuspocusMessage.authenticated(key, token.access() == Access.WRITE));
    }

    @Override
    public void send(byte[] message) {
        socket.send(HocuspocusMessage.of(key, message));
    }

    @Override
    public void answer(byte[] message, byte[] question) {
        socket.answer(HocuspocusMessage.of(key, message));
        send(question);
    }

    @Override
    public void saved() {
        socket.send(HocuspocusMessage.saved(key, true));
    }

    /** What it lacks comes with the answer to the question of its welcome. Another one would be answered, too, and the client take that for one more update. */
    @Override
    public void held(byte[] question) {
        // See above.
    }

    @Override
    public void refused(String reason) {
        socket.send(HocuspocusMessage.saved(key, false));
    }

    /** Other documents stay open, unless the client is to come back with all of them. */
    @Override
    public void close(CloseCode code, String reason) {
        if (code.isTemporary()) {
            socket.close(code, reason);
            return;
        }
        if (!gone.get()) {
            socket.send(welcome ? HocuspocusMessage.closed(key, reason) : HocuspocusMessage.denied(key, reason));
        }
        leave();
    }

    @Override
    public void next() {
        socket.done(this);
    }
}
