package io.heliograph.gateway.connection;

import io.heliograph.contracts.protocol.CloseCode;
import io.heliograph.contracts.wire.PodMessage;
import io.heliograph.gateway.lifecycle.ConnectionEvents;
import io.heliograph.gateway.lifecycle.ConnectionEvents.ClosingFacts;
import io.heliograph.gateway.lifecycle.ConnectionEvents.ConnectionFacts;
import io.heliograph.gateway.routing.UserConnections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The open connections of this pod, and who is told of them. Safe for concurrent use. */
public final class LocalConnections {
    private final ConnectionEvents events;
    private final UserConnections userConnections;
    private final Map<String, Connection> connections = new ConcurrentHashMap<>();

    public LocalConnections(ConnectionEvents events, UserConnections userConnections) {
        this.events = events;
        this.userConnections = userConnections;
    }

    void opened(Connection connection, ConnectionFacts facts, boolean resumed) {
        connections.put(facts.connection(), connection);
        events.opened(facts, resumed);
        addToUser(facts);
    }

    void closed(ConnectionFacts facts, ClosingFacts closing) {
        connections.remove(facts.connection());
        userConnections.remove(facts.user(), facts.connection());
        events.closed(facts, closing);
    }

    /** Ends a connection of the user; one that is not here is gone already. */
    public void close(PodMessage.CloseConnection close) {
        Connection connection = connections.get(close.connection());
        if (connection != null) {
            CloseCode.find(close.code()).ifPresent(code -> connection.closeIfOf(close.user(), code));
        }
    }

    /** The registry was lost: all are announced and entered again, each from its own event loop. */
    public void announceAll() {
        connections.values().forEach(Connection::announce);
    }

    void announced(ConnectionFacts facts) {
        addToUser(facts);
        events.announced(facts);
    }

    void activity(ConnectionFacts facts, boolean idle) {
        events.activity(facts, idle);
    }

    @Nullable
    Connection find(String id) {
        return connections.get(id);
    }

    public List<Connection> all() {
        return List.copyOf(connections.values());
    }

    public int size() {
        return connections.size();
    }

    private void addToUser(ConnectionFacts facts) {
        userConnections.add(new UserConnections.Entry(
                facts.user(), facts.connection(), facts.device(), facts.transport(), facts.openedAt()));
    }
}
