package io.heliograph.document.editing;

import io.heliograph.document.access.Access;
import io.heliograph.document.fanout.Wire;
import io.heliograph.document.fanout.WireMessage;
import io.heliograph.document.name.DocumentName;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** Those who see a document here, and who they are shown: each message is made once for all of them. Confined to the document's mailbox. */
final class Audience {
    /** Three life signs and some: then a process is gone, and the cursors of its editors with it. */
    private static final Duration POD_TIMEOUT = Duration.ofSeconds(12);

    /** Clients that show nothing of themselves hear nothing of themselves either, and reconnect after 30 s of silence. */
    private static final Duration SIGN_INTERVAL = Duration.ofSeconds(15);

    /** More than these, and those who only read see how many there are instead of who it is. */
    static final int CROWD = 200;

    private static final int MANY = 150;
    private static final int SOME = 50;
    private static final Duration FAST = Duration.ofMillis(50);
    private static final Duration SLOWER = Duration.ofMillis(100);
    private static final Duration SLOWEST = Duration.ofMillis(250);

    /** In one message. */
    private static final int MAX_ENTRIES = 512;

    /** Clients draw their ids from below; each process has one of its own above, for the count. */
    private static final long FIRST_FREE_ID = 1L << 32;

    private static final byte[] NOTHING_NEW = Message.awareness(AwarenessEntry.write(List.of()));

    private final DocumentName document;
    private final String pod;
    private final Wire wire;
    private final Set<Editor> editors;
    private final RoomMetrics metrics;
    private final AwarenessTable awareness = new AwarenessTable();
    private final Map<String, Boolean> signs = new HashMap<>();
    private final Map<String, Long> silentSince = new HashMap<>();
    private long lastSignNanos;
    private long countClock;

    Audience(DocumentName document, String pod, Wire wire, RoomMetrics metrics, Set<Editor> editors, long nowNanos) {
        this.document = document;
        this.pod = pod;
        this.wire = wire;
        this.metrics = metrics;
        this.editors = editors;
        this.lastSignNanos = nowNanos;
    }

    void send(byte[] message, Set<Editor> except) {
        send(message, editor -> !except.contains(editor));
    }

    void greet(Editor editor) {
        if (isCrowd() && isViewer(editor)) {
            editor.send(counted());
        } else {
            messages(awareness.all()).forEach(editor::send);
        }
    }

    /**
     * Also for the sender: a client that hears nothing for 30 s reconnects. What is not new is passed on to nobody: clients send what they hear of others again, and that
     * would go on for ever.
     */
    void receive(Editor editor, Collection<AwarenessEntry> entries) {
        messages(awareness.leftBefore(entries)).forEach(editor::send);
        List<AwarenessEntry> news = awareness.apply(entries, editor);
        metrics.showed(entries.size(), news.size());
        tell(news);
    }

    void left(Editor editor) {
        tell(awareness.leave(editor));
    }

    void hear(String from, Collection<AwarenessEntry> entries) {
        isHere(from);
        awareness.apply(entries, from);
    }

    void isHere(String from) {
        signs.put(from, true);
    }

    void tellAll() {
        tell(awareness.all());
    }

    /** In a crowd, viewers are told how many there are: each cursor would cost a message to each of them. */
    void flush() {
        List<AwarenessEntry> changes = awareness.takeChanges();
        if (changes.isEmpty()) {
            return;
        }
        boolean crowd = isCrowd();
        messages(changes).forEach(message -> send(message, editor -> !crowd || !isViewer(editor)));
        metrics.told((long) changes.size()
                * editors.stream().filter(editor -> !crowd || !isViewer(editor)).count());
        if (crowd) {
            send(counted(), Audience::isViewer);
        }
    }

    boolean hasChanges() {
        return awareness.hasChanges();
    }

    /** How long changes are collected: the more see them, the longer. */
    Duration delay() {
        int count = awareness.count();
        if (count > MANY) {
            return SLOWEST;
        }
        return count > SOME ? SLOWER : FAST;
    }

    /** Nothing is concluded from silence while the wire is down. */
    void tick(long nowNanos) {
        if (nowNanos - lastSignNanos >= SIGN_INTERVAL.toNanos()) {
            lastSignNanos = nowNanos;
            send(NOTHING_NEW, Set.of());
            if (isCrowd()) {
                send(counted(), Audience::isViewer);
            }
        }
        awareness.forgetLeft();
        for (String other : List.copyOf(signs.keySet())) {
            if (Boolean.TRUE.equals(signs.put(other, false)) || !wire.isUp()) {
                silentSince.put(other, nowNanos);
            } else if (nowNanos - silentSince.getOrDefault(other, nowNanos) >= POD_TIMEOUT.toNanos()) {
                metrics.expired(awareness.leave(other).size());
                signs.remove(other);
                silentSince.remove(other);
            }
        }
    }

    private void send(byte[] message, Predicate<Editor> to) {
        for (Editor editor : List.copyOf(editors)) {
            if (to.test(editor)) {
                editor.send(message);
            }
        }
    }

    private void tell(List<AwarenessEntry> entries) {
        for (List<AwarenessEntry> some : split(entries)) {
            wire.tell(document, new WireMessage.Aware(pod, AwarenessEntry.write(some)));
        }
    }

    private static List<byte[]> messages(List<AwarenessEntry> entries) {
        return split(entries).stream()
                .map(some -> Message.awareness(AwarenessEntry.write(some)))
                .toList();
    }

    private static List<List<AwarenessEntry>> split(List<AwarenessEntry> entries) {
        return IntStream.iterate(0, from -> from < entries.size(), from -> from + MAX_ENTRIES)
                .mapToObj(from -> entries.subList(from, Math.min(entries.size(), from + MAX_ENTRIES)))
                .toList();
    }

    private boolean isCrowd() {
        return awareness.count() > CROWD;
    }

    private static boolean isViewer(Editor editor) {
        return editor.access() == Access.READ;
    }

    /** In the form of a client's state: unmodified clients know no other message. */
    private byte[] counted() {
        countClock++;
        long id = FIRST_FREE_ID + Integer.toUnsignedLong(pod.hashCode());
        String state = "{\"heliograph\":{\"participants\":%d}}".formatted(awareness.count());
        return Message.awareness(AwarenessEntry.write(List.of(new AwarenessEntry(id, countClock, state))));
    }
}
