package io.heliograph.document.connection.websocket;

import io.heliograph.document.access.DocumentToken;
import io.heliograph.document.editing.CloseCode;
import io.heliograph.document.lib0.MalformedMessageException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One connection of Hocuspocus, with an editor for each document that a token was sent for. Like every connection it is read one message at a time: the next one comes when the
 * editor that the last one was for is done with it, or gone.
 */
final class HocuspocusSocket implements Connection {
    private static final int MAX_DOCUMENTS = 100;

    /** A frame of one byte is the client's life sign, which has no name. */
    private static final int LIFE_SIGN = 1;

    private static final Duration TOKEN_WITHIN = Duration.ofSeconds(10);

    private final ConnectionContext shared;
    private final ServerWebSocket socket;
    private final PacedSocket paced;
    private final Map<String, HocuspocusEditor> editors = new ConcurrentHashMap<>();
    private final AtomicReference<@Nullable HocuspocusEditor> busy = new AtomicReference<>();

    HocuspocusSocket(ServerWebSocket socket, ConnectionContext shared) {
        this.shared = shared;
        this.socket = socket;
        this.paced = new PacedSocket(shared.vertx(), socket);
    }

    void start() {
        paced.start(this::onMessage);
        shared.open().add(this);
        long silence = shared.vertx().setTimer(TOKEN_WITHIN.toMillis(), _ -> {
            if (editors.isEmpty()) {
                close(CloseCode.UNAUTHENTICATED, "send a valid token");
            }
        });
        socket.closeHandler(_ -> {
            shared.vertx().cancelTimer(silence);
            shared.open().remove(this, socket.closeStatusCode());
            List.copyOf(editors.values()).forEach(HocuspocusEditor::leave);
        });
        paced.next();
    }

    void send(Buffer message) {
        paced.send(message);
    }

    void answer(Buffer message) {
        paced.answer(message);
    }

    @Override
    public void close(CloseCode code, String reason) {
        paced.close(code, reason);
    }

    /** The editor is done with its message, if it had one. */
    void done(HocuspocusEditor editor) {
        if (busy.compareAndSet(editor, null)) {
            paced.next();
        }
    }

    void forget(HocuspocusEditor editor) {
        editors.remove(editor.key(), editor);
        done(editor);
    }

    private void onMessage(Buffer bytes) {
        if (bytes.length() == LIFE_SIGN) {
            paced.next();
            return;
        }
        try {
            HocuspocusMessage message = HocuspocusMessage.read(bytes);
            if (!paced.refusesSize(bytes, message.isAnswer())) {
                onMessage(message);
            }
        } catch (MalformedMessageException e) {
            close(CloseCode.MALFORMED, String.valueOf(e.getMessage()));
        }
    }

    private void onMessage(HocuspocusMessage message) {
        HocuspocusEditor editor = editors.get(message.key());
        switch (message.type()) {
            case HocuspocusMessage.AUTHENTICATION -> authenticate(message, editor);
            case HocuspocusMessage.SYNC, HocuspocusMessage.AWARENESS, HocuspocusMessage.QUERY_AWARENESS ->
                handOver(editor, () -> {
                    if (editor != null) {
                        shared.rooms().receive(editor.document(), editor, message.body());
                    }
                });
            case HocuspocusMessage.CLOSE -> {
                if (editor != null) {
                    editor.leave();
                }
                paced.next();
            }
            case HocuspocusMessage.STATELESS -> paced.next(); // nobody listens
            default -> throw new MalformedMessageException("there is no such type of message");
        }
    }

    private void authenticate(HocuspocusMessage message, @Nullable HocuspocusEditor present) {
        Optional<DocumentToken> token = shared.verify(message.token())
                .filter(valid -> valid.document().value().equals(message.name()));
        if (token.isEmpty()) {
            send(HocuspocusMessage.denied(message.key(), "send a valid token for this document"));
            paced.next();
            return;
        }
        if (present == null && editors.size() == MAX_DOCUMENTS) {
            send(HocuspocusMessage.denied(
                    message.key(), "a connection has at most %d documents".formatted(MAX_DOCUMENTS)));
            paced.next();
            return;
        }
        if (present != null) {
            if (present.renew(token.get())) {
                paced.next();
                return;
            }
            present.leave();
        }
        HocuspocusEditor editor = new HocuspocusEditor(this, message.key(), token.get(), shared);
        editors.put(message.key(), editor);
        handOver(editor, () -> editor.enter());
    }

    /** What is for nobody is passed over: the client was told that it has no such document open. */
    private void handOver(@Nullable HocuspocusEditor editor, Runnable action) {
        if (editor == null) {
            paced.next();
            return;
        }
        busy.set(editor);
        action.run();
        if (editor.isGone()) {
            done(editor); // it left before it could know of the message
        }
    }
}
