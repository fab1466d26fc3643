package io.heliograph.document.editing;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.document.access.Access;
import io.heliograph.document.name.DocumentName;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** A client of y-websocket: it keeps its replica, and tells what the service lacks whenever it is asked. */
final class SimulatedClient {
    private final long client;
    private final DocumentName document;
    private final UpdateEngine engine;
    private final List<byte[]> pending = new ArrayList<>();
    private byte[] replica = {0, 0};
    private long clock;
    private @Nullable Connection connection;

    SimulatedClient(long client, DocumentName document, UpdateEngine engine) {
        this.client = client;
        this.document = document;
        this.engine = engine;
    }

    /** What the service sees of it until it ends. Messages to the service wait until it takes them. */
    private final class Connection implements Editor {
        final Rooms rooms;
        final Queue<byte[]> outgoing = new ArrayDeque<>();
        int demand;

        Connection(Rooms rooms) {
            this.rooms = rooms;
        }

        @Override
        public String user() {
            return "user-" + client;
        }

        @Override
        public Access access() {
            return Access.WRITE;
        }

        @Override
        public Instant issuedAt() {
            return Instant.EPOCH;
        }

        @Override
        public void send(byte[] message) {
            if (connection == this) {
                receive(Message.read(message), this);
            }
        }

        @Override
        public void welcome(byte[] question) {
            send(question);
        }

        @Override
        public void saved() {}

        @Override
        public void held(byte[] question) {
            send(question);
        }

        @Override
        public void refused(String reason) {}

        @Override
        public void answer(byte[] message, byte[] question) {
            send(message);
        }

        @Override
        public void close(CloseCode code, String reason) {
            assertThat(code).isIn(CloseCode.OVERLOADED, CloseCode.FAILED);
            if (connection == this) {
                drop();
            }
        }

        @Override
        public void next() {
            demand++;
        }
    }

    boolean isConnected() {
        return connection != null;
    }

    void connect(Rooms rooms) {
        Connection opened = new Connection(rooms);
        connection = opened;
        opened.outgoing.add(Message.syncStep1(knowledge().stateVector()));
        rooms.enter(document, opened);
    }

    void drop() {
        Connection ended = connection;
        if (ended != null) {
            connection = null;
            ended.rooms.leave(document, ended);
        }
    }

    /** Takes a message to the service. @return whether there was one */
    boolean sendNext() {
        Connection open = connection;
        if (open == null || open.demand == 0 || open.outgoing.isEmpty()) {
            return false;
        }
        open.demand--;
        open.rooms.receive(document, open, open.outgoing.remove());
        return true;
    }

    void type(RandomGenerator random, List<SimulatedClient> others) {
        SimulatedClient other = others.get(random.nextInt(others.size()));
        long known = clockOf(other);
        if (known > 0 && random.nextInt(4) == 0) {
            wrote(Updates.delete(other.client, random.nextLong(known)));
        } else if (known > 0) {
            wrote(Updates.insertAfter(client, clock++, other.client, random.nextLong(known)));
        } else {
            wrote(Updates.insert(client, clock++));
        }
    }

    Knowledge knowledge() {
        return engine.knowledgeOf(replica);
    }

    boolean waits() {
        return !pending.isEmpty();
    }

    byte[] replica() {
        return replica;
    }

    private long clockOf(SimulatedClient other) {
        long end = 0;
        while (knowledge().covers(engine.check(Updates.insert(other.client, end)))) {
            end++;
        }
        return end;
    }

    private void wrote(byte[] update) {
        replica = engine.merge(List.of(replica, update));
        if (connection != null) {
            connection.outgoing.add(Message.update(update));
        }
    }

    private void receive(Message message, Connection from) {
        switch (message) {
            case Message.SyncStep1(byte[] stateVector) ->
                from.outgoing.add(Message.syncStep2(engine.diff(replica, stateVector)));
            case Message.Update(byte[] update, boolean _) -> {
                pending.add(update);
                integrate();
            }
            case Message.Awareness _, Message.QueryAwareness _, Message.Saved _ -> {}
        }
    }

    /** As Yjs does: what builds on something that is not there waits for it. */
    private void integrate() {
        boolean moved = true;
        while (moved) {
            moved = false;
            for (byte[] update : List.copyOf(pending)) {
                if (knowledge().hasPredecessorsOf(engine.check(update))) {
                    pending.remove(update);
                    replica = engine.merge(List.of(replica, update));
                    moved = true;
                }
            }
        }
    }
}
