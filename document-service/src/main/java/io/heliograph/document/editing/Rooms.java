package io.heliograph.document.editing;

import io.heliograph.document.access.Revocations;
import io.heliograph.document.fanout.Wire;
import io.heliograph.document.fanout.WireMessage;
import io.heliograph.document.log.DocumentLog;
import io.heliograph.document.log.LogUnavailableException;
import io.heliograph.document.name.DocumentName;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/** The documents that have editors on this process, each with its mailbox. Safe for concurrent use. */
public final class Rooms {
    private static final Logger LOG = Logger.getLogger(Rooms.class);

    /** Messages of other processes that wait for one document; the log makes good for what is left out. */
    private static final int MAX_HEARD = 1_024;

    private final ConcurrentHashMap<DocumentName, OpenRoom> rooms = new ConcurrentHashMap<>();
    private final Map<String, Integer> ofUsers = new ConcurrentHashMap<>();
    private final Room.Parts parts;
    private final Wire wire;
    private final DocumentLog log;
    private final Executor executor;
    private final LongSupplier nanoTime;
    private final Later later;

    /** Does something after a delay. */
    @FunctionalInterface
    public interface Later {
        void schedule(Duration delay, Runnable action);
    }

    /** @param editors changed inside the map's atomic operations only */
    private record OpenRoom(Room room, Mailbox<Consumer<Room>> mailbox, Set<Editor> editors) {}

    /**
     * @param pod the name of this process, another one at each start
     * @param executor runs what may block
     */
    public Rooms(
            String pod,
            DocumentLog log,
            Revocations revocations,
            DocumentStates states,
            UpdateEngine engine,
            Wire wire,
            Growth growth,
            RoomMetrics metrics,
            Attendance attendance,
            Limits limits,
            Executor executor,
            LongSupplier nanoTime,
            Later later) {
        this.parts = new Room.Parts(
                pod, log, revocations, states, engine, wire, growth, metrics, attendance, limits, nanoTime);
        this.wire = wire;
        this.log = log;
        this.executor = executor;
        this.nanoTime = nanoTime;
        this.later = later;
    }

    /** Listens first and reads then, so that nothing comes between. Closes the editor when there is no room for it. */
    public void enter(DocumentName document, Editor editor) {
        rooms.compute(document, (_, open) -> {
            if (open == null && rooms.mappingCount() >= parts.limits().documents()) {
                editor.close(CloseCode.OVERLOADED, "this process has enough documents open");
                return null;
            }
            if (ofUsers.merge(editor.user(), 1, Integer::sum) > parts.limits().ofUser()) {
                oneLess(editor);
                editor.close(CloseCode.OVERLOADED, "the user has enough documents open");
                return open;
            }
            OpenRoom room = open == null ? open(document) : open;
            room.editors.add(editor);
            room.mailbox.post(one -> one.enter(editor));
            return room;
        });
    }

    private void oneLess(Editor editor) {
        ofUsers.computeIfPresent(editor.user(), (_, count) -> count == 1 ? null : count - 1);
    }

    public void receive(DocumentName document, Editor editor, byte[] frame) {
        OpenRoom room = rooms.get(document);
        if (room != null) {
            room.mailbox.post(one -> one.receive(editor, frame));
        }
    }

    /** The editor has another token, and perhaps another access. */
    public void renewed(DocumentName document, Editor editor) {
        post(document, room -> room.renewed(editor));
    }

    /** May be called more than once. */
    public void leave(DocumentName document, Editor editor) {
        rooms.computeIfPresent(document, (_, room) -> {
            if (room.editors.remove(editor)) {
                oneLess(editor);
                room.mailbox.post(one -> one.leave(editor));
            }
            if (!room.editors.isEmpty()) {
                return room;
            }
            wire.forget(document);
            return null;
        });
    }

    /** What another process told. A life sign is never left out: what this process is kept waiting by is not the other one's silence. */
    public void hear(DocumentName document, WireMessage message) {
        OpenRoom room = rooms.get(document);
        if (room != null) {
            room.mailbox.postUnlessLong(
                    one -> one.hear(message), message instanceof WireMessage.Here ? Integer.MAX_VALUE : MAX_HEARD);
        }
    }

    /** Finds what the wire lost. Blocks. */
    public void compare() {
        Set<DocumentName> open = new HashSet<>(rooms.keySet());
        if (open.isEmpty()) {
            return;
        }
        try {
            log.heads(open).forEach((document, head) -> post(document, room -> room.compare(head)));
            Standing.of(open, parts.revocations(), log)
                    .forEach((document, standing) -> post(document, room -> room.obey(standing)));
        } catch (LogUnavailableException _) {
            // The next comparison finds it.
        }
    }

    /** How many editors each document has here. */
    public Map<DocumentName, Integer> editors() {
        Map<DocumentName, Integer> editors = new HashMap<>();
        rooms.keySet()
                .forEach(document -> rooms.computeIfPresent(document, (_, room) -> {
                    editors.put(document, room.editors.size());
                    return room;
                }));
        return editors;
    }

    /** The name of this process for the others. */
    public String pod() {
        return parts.pod();
    }

    /** Gives life signs, and misses those of others. Never blocks. */
    public void tick() {
        long now = nanoTime.getAsLong();
        rooms.values().forEach(open -> {
            open.room.giveSign();
            open.mailbox.post(room -> room.tick(now));
        });
    }

    /** Something was decided about who may edit the document, and stored: puts them out here and elsewhere. */
    public void decided(DocumentName document) {
        wire.tell(document, new WireMessage.Decided(parts.pod()));
        post(document, Room::lookUp);
    }

    /** The wire listens for the document from now on. */
    public void listening(DocumentName document) {
        post(document, Room::listening);
    }

    public void closeAll(CloseCode code, String reason) {
        rooms.keySet().forEach(document -> post(document, room -> room.closeAll(code, reason)));
    }

    private void post(DocumentName document, Consumer<Room> event) {
        OpenRoom room = rooms.get(document);
        if (room != null) {
            room.mailbox.post(event);
        }
    }

    private OpenRoom open(DocumentName document) {
        wire.listen(document);
        Room room = new Room(document, parts);
        return new OpenRoom(room, new Mailbox<>(executor, events -> work(document, room, events)), new HashSet<>());
    }

    private void work(DocumentName document, Room room, List<Consumer<Room>> events) {
        events.forEach(event -> attempt(room, event));
        attempt(room, Room::store);
        if (room.wantsFlush()) {
            later.schedule(room.flushDelay(), () -> post(document, Room::flushAwareness));
        }
    }

    /** One event that fails takes no other one with it. Errors count as well: a document that is nested too deeply is one. */
    private void attempt(Room room, Consumer<Room> event) {
        try {
            event.accept(room);
        } catch (RuntimeException | Error e) {
            LOG.error("document.failed", e);
            parts.metrics().failed();
            room.fail();
        }
    }
}
