package io.heliograph.notification.push;

import io.heliograph.notification.inbox.NotificationId;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The world of a round, in memory, with a clock that a test moves. */
final class PushFixture {
    static final URI ENDPOINT = URI.create("https://push.example/abc");
    static final Duration LEASE = Duration.ofMinutes(2);

    final List<Sent> sent = Collections.synchronizedList(new ArrayList<>());
    final List<PushResult> results = new ArrayList<>();
    final List<String> removed = Collections.synchronizedList(new ArrayList<>());
    final List<PushReason> putOff = new ArrayList<>();
    DeliveryState state = DeliveryState.UNACKNOWLEDGED;
    boolean settled = true;
    boolean storeAway;
    boolean crashBeforeRecording;
    int questions;

    private final Instant start;
    private final Map<NotificationId, Row> rows = new LinkedHashMap<>();
    private final Map<String, List<PushSubscription>> subscriptions = new HashMap<>();
    private final Map<String, Deque<PushAnswer>> answers = new ConcurrentHashMap<>();
    private final Set<String> broken = new HashSet<>();
    private final PushRound round;
    private Instant now;

    record Sent(String device, PushMessage message, Instant at) {}

    private static final class Row {
        final String recipient;
        final @Nullable InboxState item;
        final Instant dueAt;
        final Set<String> done = new HashSet<>();
        Instant notBefore;
        int attempts;

        Row(String recipient, @Nullable InboxState item, Instant dueAt) {
            this.recipient = recipient;
            this.item = item;
            this.dueAt = dueAt;
            this.notBefore = dueAt;
        }
    }

    PushFixture(Instant start) {
        this.start = start;
        this.now = start;
        round = new PushRound(
                new PushRound.Ports(
                        new Queue(), new Targets(), this::states, () -> settled, this::send, new Observer()),
                Duration.ofSeconds(5),
                Duration.ofMinutes(10),
                LEASE,
                () -> now);
    }

    /** A notification of somebody with these devices. */
    void add(@Nullable InboxState item, String... devices) {
        String recipient = "user-" + rows.size();
        rows.put(new NotificationId(UUID.randomUUID()), new Row(recipient, item, now));
        for (String device : devices) {
            subscribe(recipient, new Browser().subscription(device, ENDPOINT));
        }
    }

    /** For the recipient of the notification that was added first. */
    void subscribe(PushSubscription subscription) {
        subscribe("user-0", subscription);
    }

    private void subscribe(String recipient, PushSubscription subscription) {
        subscriptions.computeIfAbsent(recipient, _ -> new ArrayList<>()).add(subscription);
    }

    /** One after the other; the last one for ever. */
    void answer(String device, PushAnswer... inOrder) {
        answers.put(device, new ArrayDeque<>(List.of(inOrder)));
    }

    void breakAt(String device) {
        broken.add(device);
    }

    void passTime(Duration duration) {
        now = now.plus(duration);
    }

    boolean run() {
        return round.run();
    }

    void runUntilCrash() {
        try {
            round.run();
        } catch (Crash _) {
            return;
        }
        throw new AssertionError("there was no crash");
    }

    boolean isFinished() {
        return rows.isEmpty();
    }

    List<Long> sentAfterSeconds() {
        return sent.stream()
                .map(message -> Duration.between(start, message.at()).toSeconds())
                .toList();
    }

    PushMessage messageTo(String device) {
        return sent.stream()
                .filter(message -> message.device().equals(device))
                .findFirst()
                .orElseThrow()
                .message();
    }

    private Map<NotificationId, DeliveryState> states(Collection<DueNotification> notifications) {
        questions++;
        if (storeAway) {
            throw new DeliveriesUnavailableException("away", null);
        }
        return notifications.stream().collect(Collectors.toMap(DueNotification::id, _ -> state));
    }

    private PushAnswer send(PushSubscription subscription, PushMessage message) {
        if (broken.contains(subscription.device())) {
            throw new IllegalStateException("broken for this test");
        }
        sent.add(new Sent(subscription.device(), message, now));
        Deque<PushAnswer> planned = answers.getOrDefault(subscription.device(), new ArrayDeque<>());
        return planned.size() > 1 ? planned.pop() : planned.isEmpty() ? new PushAnswer.Taken(201) : planned.peek();
    }

    static final class Crash extends RuntimeException {}

    private final class Queue implements PushQueue {
        @Override
        public List<DueNotification> take(int max, Instant at, Instant leasedUntil) {
            List<DueNotification> taken = new ArrayList<>();
            rows.forEach((id, row) -> {
                if (taken.size() < max && !row.notBefore.isAfter(at)) {
                    row.notBefore = leasedUntil;
                    row.attempts++;
                    taken.add(new DueNotification(id, row.recipient, row.dueAt, row.attempts, leasedUntil, row.item));
                }
            });
            return taken;
        }

        @Override
        public void finish(DueNotification due, List<PushResult> ended) {
            record(due, ended);
            rows.remove(due.id());
        }

        @Override
        public void putOff(DueNotification due, Instant until, PushReason reason, List<PushResult> ended) {
            record(due, ended);
            Row row = rows.get(due.id());
            if (row != null) {
                row.notBefore = until;
            }
        }

        private void record(DueNotification due, List<PushResult> ended) {
            if (crashBeforeRecording) {
                throw new Crash();
            }
            results.addAll(ended);
            Row row = rows.get(due.id());
            if (row != null) {
                ended.forEach(result -> row.done.add(String.valueOf(result.device())));
            }
        }
    }

    private final class Targets implements PushTargets {
        @Override
        public Map<NotificationId, List<PushTarget>> of(Collection<DueNotification> notifications) {
            Map<NotificationId, List<PushTarget>> targets = new HashMap<>();
            for (DueNotification due : notifications) {
                List<PushSubscription> browsers = subscriptions.get(due.recipient());
                Row row = rows.get(due.id());
                if (browsers != null && row != null) {
                    targets.put(
                            due.id(),
                            browsers.stream()
                                    .map(browser -> new PushTarget(browser, row.done.contains(browser.device())))
                                    .toList());
                }
            }
            return targets;
        }

        @Override
        public void remove(PushSubscription subscription) {
            removed.add(subscription.device());
        }
    }

    private final class Observer implements PushObserver {
        @Override
        public void ended(PushResult result, Duration sinceDue) {}

        @Override
        public void putOff(PushReason reason) {
            putOff.add(reason);
        }

        @Override
        public void subscriptionRemoved(PushReason reason) {}
    }
}
