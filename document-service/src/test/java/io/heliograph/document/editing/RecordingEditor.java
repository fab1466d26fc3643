package io.heliograph.document.editing;

import io.heliograph.document.access.Access;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Keeps what it is sent. */
final class RecordingEditor extends SilentEditor {
    final List<Message> sent = new ArrayList<>();
    final List<CloseCode> closed = new ArrayList<>();

    RecordingEditor(String user, Access access) {
        super(user, access);
    }

    /** How often it was asked for what is not known. */
    long asked() {
        return sent.stream().filter(Message.SyncStep1.class::isInstance).count();
    }

    /** What its document was brought, as text: of strings something can be made out. */
    List<String> brought() {
        return sent.stream()
                .filter(Message.Update.class::isInstance)
                .map(message -> new String(((Message.Update) message).update(), StandardCharsets.UTF_8))
                .toList();
    }

    /** Whom it was shown. */
    List<AwarenessEntry> shown() {
        return sent.stream()
                .filter(Message.Awareness.class::isInstance)
                .flatMap(message -> AwarenessEntry.read(((Message.Awareness) message).states()).stream())
                .toList();
    }

    @Override
    public void welcome(byte[] question) {
        send(question);
    }

    @Override
    public void held(byte[] question) {
        send(question);
    }

    @Override
    public void send(byte[] message) {
        sent.add(Message.read(message));
    }

    @Override
    public void answer(byte[] message, byte[] question) {
        send(message);
    }

    @Override
    public void close(CloseCode code, String reason) {
        closed.add(code);
    }
}
