package io.heliograph.gateway.testing;

import io.cloudevents.CloudEvent;
import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.channel.ChannelPattern;
import io.heliograph.contracts.channel.Position;
import io.heliograph.contracts.event.Topic;
import io.heliograph.gateway.authentication.Authenticator;
import io.heliograph.gateway.authentication.Grants;
import io.heliograph.gateway.authentication.Principal;
import io.heliograph.gateway.lifecycle.Acknowledgements;
import io.heliograph.gateway.lifecycle.ConnectionEvents;
import io.heliograph.gateway.lifecycle.OutgoingEvent;
import io.heliograph.gateway.membership.MembershipQueue;
import io.heliograph.gateway.publishing.EventPublisher;
import io.heliograph.gateway.publishing.PublishingUnavailableException;
import io.heliograph.gateway.routing.Routes;
import io.heliograph.gateway.routing.UserConnections;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The ports of the gateway, from memory. Each is safe for concurrent use. */
public final class PortDoubles {
    private PortDoubles() {}

    /** Tokens that say what they are: {@code <subject>}, {@code <subject>:expires-in:<seconds>}, {@code unavailable}; {@code rejected} and everything else with a dot is rejected. */
    public static class TokenBook implements Authenticator {
        public static final Grants ROOMS =
                new Grants(List.of(new ChannelPattern("room:*")), List.of(new ChannelPattern("room:*")), List.of());

        private final Map<String, Grants> grants = new ConcurrentHashMap<>();

        /** Instead of all rooms. */
        public void grant(String token, Grants granted) {
            grants.put(token, granted);
        }

        @Override
        public CompletionStage<Outcome> authenticate(String token) {
            return CompletableFuture.completedFuture(outcome(token));
        }

        private Outcome outcome(String token) {
            if (token.equals("rejected") || token.contains(".")) {
                return new Outcome.Rejected("test");
            }
            if (token.equals("unavailable")) {
                return new Outcome.Unavailable();
            }
            String[] parts = token.split(":", -1);
            Duration life = parts.length == 3 ? Duration.ofSeconds(Long.parseLong(parts[2])) : Duration.ofHours(1);
            return new Outcome.Accepted(new Principal(
                    parts[0], grants.getOrDefault(token, ROOMS), Instant.now().plus(life)));
        }
    }

    public static class HeldRoutes implements Routes {
        private final Set<ChannelName> held = ConcurrentHashMap.newKeySet();

        @Override
        public CompletionStage<Void> hold(ChannelName channel) {
            held.add(channel);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void release(ChannelName channel) {
            held.remove(channel);
        }

        public boolean isHeld(ChannelName channel) {
            return held.contains(channel);
        }
    }

    public static class UserDirectory implements UserConnections {
        private final Map<String, Entry> entries = new ConcurrentHashMap<>();

        @Override
        public void add(Entry entry) {
            entries.put(entry.connection(), entry);
        }

        @Override
        public void remove(String user, String connection) {
            entries.remove(connection);
        }

        public boolean contains(String connection) {
            return entries.containsKey(connection);
        }
    }

    public static class PublishedEvents implements EventPublisher {
        private final List<CloudEvent> events = new CopyOnWriteArrayList<>();
        private final List<Topic> topics = new CopyOnWriteArrayList<>();
        private volatile boolean away;

        @Override
        public CompletionStage<Written> publish(Topic topic, String key, CloudEvent event) {
            if (away) {
                return CompletableFuture.failedFuture(
                        new PublishingUnavailableException("away", new IllegalStateException("away")));
            }
            events.add(event);
            topics.add(topic);
            return CompletableFuture.completedFuture(new Written(topic.topicName(), 0, events.size()));
        }

        public void goAway(boolean isAway) {
            away = isAway;
        }

        public List<CloudEvent> events() {
            return events;
        }

        /** Of each event, in their order. */
        public List<Topic> topics() {
            return topics;
        }
    }

    /** Has Kafka take what is offered at once, or holds it while Kafka is away, or takes no more. */
    public static class Memberships implements MembershipQueue {
        private final List<OutgoingEvent> offered = new CopyOnWriteArrayList<>();
        private final List<OutgoingEvent> waiting = new CopyOnWriteArrayList<>();
        private volatile boolean away;
        private volatile boolean full;

        public void goAway(boolean isAway) {
            away = isAway;
            if (!isAway) {
                List<OutgoingEvent> written = List.copyOf(waiting);
                waiting.clear();
                written.forEach(event -> event.onWritten().run());
            }
        }

        public void fill(boolean isFull) {
            full = isFull;
        }

        /** All that was taken, in order. */
        public List<OutgoingEvent> offered() {
            return offered;
        }

        @Override
        public boolean offer(OutgoingEvent event) {
            if (full) {
                return false;
            }
            offered.add(event);
            if (away) {
                waiting.add(event);
            } else {
                event.onWritten().run();
            }
            return true;
        }
    }

    public static class AcknowledgementLog implements Acknowledgements {
        /** What a device acknowledged at once. */
        public record Line(String user, String device, Map<ChannelName, Position> positions) {}

        private final List<Line> lines = new CopyOnWriteArrayList<>();

        @Override
        public void acknowledged(String user, String device, Map<ChannelName, Position> positions) {
            lines.add(new Line(user, device, positions));
        }

        public List<Line> lines() {
            return lines;
        }
    }

    public static class ConnectionLog implements ConnectionEvents {
        private final List<String> lines = new CopyOnWriteArrayList<>();
        private final Map<String, ClosingFacts> closings = new ConcurrentHashMap<>();

        @Override
        public void opened(ConnectionFacts connection, boolean resumed) {
            lines.add((resumed ? "resumed " : "opened ") + connection.user());
        }

        @Override
        public void announced(ConnectionFacts connection) {
            lines.add("announced " + connection.user());
        }

        @Override
        public void activity(ConnectionFacts connection, boolean idle) {
            lines.add((idle ? "idle " : "active ") + connection.user());
        }

        @Override
        public void closed(ConnectionFacts connection, ClosingFacts closing) {
            lines.add("closed " + connection.user() + " " + closing.code());
            closings.put(connection.connection(), closing);
        }

        public List<String> lines() {
            return lines;
        }

        public Map<String, ClosingFacts> closings() {
            return closings;
        }
    }
}
