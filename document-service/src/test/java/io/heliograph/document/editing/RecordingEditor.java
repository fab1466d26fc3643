package io.heliograph.document.editing;

import io.heliograph.document.access.Access;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Keeps what it is sent. */
final class RecordingEditor implements Editor {
    final List<Message> sent = new ArrayList<>();
    final List<CloseCode> closed = new ArrayList<>();
    private final String user;
    private final Access access;

    RecordingEditor(String user, Access access) {
        this.user = user;
        this.access = access;
    }

    /** How often it was asked for what is not known. */
    long asked() {
        return sent.stream().filter(Message.SyncStep1.class::isInstance).count();
    }

    /** Whom it was shown. */
    List<AwarenessEntry> shown() {
        return sent.stream()
                .filter(Message.Awareness.class::isInstance)
                .flatMap(message -> AwarenessEntry.read(((Message.Awareness) message).states()).stream())
                .toList();
    }

    @Override
    public String user() {
        return user;
    }

    @Override
    public Access access() {
        return access;
    }

    @Override
    public Instant issuedAt() {
        return Instant.EPOCH;
    }

    @Override
    public void send(byte[] message) {
        sent.add(Message.read(message));
    }

    @Override
    public void answer(byte[] message) {
        send(message);
    }

    @Override
    public void close(CloseCode code, String reason) {
        closed.add(code);
    }

    @Override
    public void next() {}
}
