package io.heliograph.document.editing;

import io.heliograph.document.fanout.Wire;
import io.heliograph.document.fanout.WireMessage;
import io.heliograph.document.name.DocumentName;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Those who see a document here, and who they are shown: each message is made once for all of them. Confined to the document's mailbox. */
final class Audience {
    /** Three life signs and some: then a process is gone, and the cursors of its editors with it. */
    private static final Duration POD_TIMEOUT = Duration.ofSeconds(12);

    /** Clients that show nothing of themselves hear nothing of themselves either, and reconnect after 30 s of silence. */
    private static final Duration SIGN_INTERVAL = Duration.ofSeconds(15);

    private static final byte[] NOTHING_NEW = Message.awareness(AwarenessEntry.write(List.of()));

    private final DocumentName document;
    private final String pod;
    private final Wire wire;
    private final Set<Editor> editors;
    private final AwarenessTable awareness = new AwarenessTable();
    private final Map<String, Boolean> signs = new HashMap<>();
    private final Map<String, Long> silentSince = new HashMap<>();
    private long lastSignNanos;

    Audience(DocumentName document, String pod, Wire wire, Set<Editor> editors, long nowNanos) {
        this.document = document;
        this.pod = pod;
        this.wire = wire;
        this.editors = editors;
        this.lastSignNanos = nowNanos;
    }

    void send(byte[] message, Set<Editor> except) {
        for (Editor editor : List.copyOf(editors)) {
            if (!except.contains(editor)) {
                editor.send(message);
            }
        }
    }

    void greet(Editor editor) {
        List<AwarenessEntry> all = awareness.all();
        if (!all.isEmpty()) {
            editor.send(Message.awareness(AwarenessEntry.write(all)));
        }
    }

    /**
     * Also for the sender: a client that hears nothing for 30 s reconnects. What is not new is passed on to nobody: clients send what they hear of others again, and that
     * would go on for ever.
     */
    void receive(Editor editor, Collection<AwarenessEntry> entries) {
        List<AwarenessEntry> left = awareness.leftBefore(entries);
        if (!left.isEmpty()) {
            editor.send(Message.awareness(AwarenessEntry.write(left)));
        }
        List<AwarenessEntry> news = awareness.apply(entries, editor);
        if (!news.isEmpty()) {
            wire.tell(document, new WireMessage.Aware(pod, AwarenessEntry.write(news)));
        }
    }

    void left(Editor editor) {
        List<AwarenessEntry> left = awareness.leave(editor);
        if (!left.isEmpty()) {
            wire.tell(document, new WireMessage.Aware(pod, AwarenessEntry.write(left)));
        }
    }

    void hear(String from, Collection<AwarenessEntry> entries) {
        isHere(from);
        awareness.apply(entries, from);
    }

    void isHere(String from) {
        signs.put(from, true);
    }

    void tellAll() {
        List<AwarenessEntry> all = awareness.all();
        if (!all.isEmpty()) {
            wire.tell(document, new WireMessage.Aware(pod, AwarenessEntry.write(all)));
        }
    }

    void flush() {
        List<AwarenessEntry> changes = awareness.takeChanges();
        if (!changes.isEmpty()) {
            send(Message.awareness(AwarenessEntry.write(changes)), Set.of());
        }
    }

    boolean hasChanges() {
        return awareness.hasChanges();
    }

    /** Nothing is concluded from silence while the wire is down. */
    void tick(long nowNanos) {
        if (nowNanos - lastSignNanos >= SIGN_INTERVAL.toNanos()) {
            lastSignNanos = nowNanos;
            send(NOTHING_NEW, Set.of());
        }
        awareness.forgetLeft();
        for (String other : List.copyOf(signs.keySet())) {
            if (Boolean.TRUE.equals(signs.put(other, false)) || !wire.isUp()) {
                silentSince.put(other, nowNanos);
            } else if (nowNanos - silentSince.getOrDefault(other, nowNanos) >= POD_TIMEOUT.toNanos()) {
                awareness.leave(other);
                signs.remove(other);
                silentSince.remove(other);
            }
        }
    }
}
