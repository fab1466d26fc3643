package io.heliograph.presence.status.postgres;

import io.heliograph.presence.intake.ChangeCounts;
import io.heliograph.presence.outgoing.Outgoing;
import io.heliograph.presence.status.PersonState;
import io.heliograph.presence.status.Shown;
import io.heliograph.presence.status.Status;
import io.heliograph.presence.status.StatusEvent;
import io.heliograph.presence.status.StatusFold;
import io.heliograph.presence.status.StatusValues;
import io.heliograph.presence.status.UserEvent;
import io.heliograph.presence.store.Claim.Partition;
import io.heliograph.presence.store.postgres.Change;
import io.heliograph.presence.store.postgres.Page;
import io.heliograph.presence.store.postgres.Page.Cursor;
import io.heliograph.presence.store.postgres.PartitionFold;
import io.heliograph.presence.store.postgres.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Folds {@code heliograph.connections}. */
public final class StatusPartition implements PartitionFold<UserEvent> {
    private final StatusFold fold;
    private final PersonRows people;
    private final VisibilityChoices choices;
    private final ChangeCounts counts;

    public StatusPartition(StatusFold fold, PersonRows people, VisibilityChoices choices, ChangeCounts counts) {
        this.fold = fold;
        this.people = people;
        this.choices = choices;
        this.counts = counts;
    }

    @Override
    public Change take(Partition partition, List<UserEvent> events, Set<String> gone, Instant now) {
        Map<String, PersonState> before =
                people.of(events.stream().map(UserEvent::user).distinct().toList());
        Map<String, PersonState> after = new LinkedHashMap<>();
        for (UserEvent one : events) {
            PersonState state = after.getOrDefault(one.user(), before.getOrDefault(one.user(), PersonState.UNKNOWN));
            after.put(one.user(), applied(state, known(one.event(), gone), now));
        }
        return settled(partition, before, after, now, Instant.MIN, List.of());
    }

    @Override
    public Change due(Partition partition, Instant now, Instant decideUntil) {
        Map<String, PersonState> before = new LinkedHashMap<>();
        if (decideUntil.isAfter(Instant.EPOCH)) {
            before.putAll(people.due(partition, decideUntil, MAX_ROWS));
        }
        Map<String, StatusEvent.VisibilityChosen> chosen = choices.waiting(partition, MAX_ROWS);
        if (before.isEmpty() && chosen.isEmpty()) {
            return Change.NONE;
        }
        before.putAll(people.of(chosen.keySet()));
        Map<String, PersonState> after = new LinkedHashMap<>(before);
        chosen.forEach((user, choice) ->
                after.put(user, fold.apply(before.getOrDefault(user, PersonState.UNKNOWN), choice, now)));
        return settled(
                partition,
                before,
                after,
                now,
                decideUntil,
                chosen.isEmpty() ? List.of() : List.of(VisibilityChoices.taken(chosen)));
    }

    @Override
    public Page lost(Partition partition, String pod, Instant checkedAt, Instant now, Cursor after) {
        Map<String, PersonState> before = people.onPod(partition, pod, after.first(), MAX_ROWS);
        Map<String, PersonState> next = new LinkedHashMap<>();
        before.forEach((user, state) -> next.put(user, applied(state, new StatusEvent.PodLost(pod, checkedAt), now)));
        return new Page(before.size(), settled(partition, before, next, now, Instant.MIN, List.of()), cursor(before));
    }

    @Override
    public Page present(Partition partition, Instant now, Cursor after) {
        Map<String, PersonState> present = people.present(partition, after.first(), MAX_ROWS);
        List<Outgoing> outgoing = new ArrayList<>();
        present.forEach((user, state) -> {
            Shown shown = state.shown();
            if (shown != null) {
                StatusValues.of(user, shown, state.revision()).ifPresent(outgoing::add);
            }
        });
        return new Page(present.size(), new Change(List.of(), outgoing), cursor(present));
    }

    @Override
    public Set<String> pods(List<UserEvent> events) {
        return events.stream()
                .map(UserEvent::event)
                .map(event -> switch (event) {
                    case StatusEvent.Opened opened -> opened.connection().pod();
                    case StatusEvent.Activity activity -> activity.connection().pod();
                    case StatusEvent.Closed _, StatusEvent.PodLost _, StatusEvent.VisibilityChosen _ -> "";
                })
                .filter(pod -> !pod.isEmpty())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static StatusEvent known(StatusEvent event, Set<String> gone) {
        return switch (event) {
            case StatusEvent.Opened(StatusEvent.Connection connection, Instant at, boolean podLives) ->
                new StatusEvent.Opened(connection, at, podLives && !gone.contains(connection.pod()));
            case StatusEvent.Activity(StatusEvent.Connection connection, boolean idle, Instant at, boolean podLives) ->
                new StatusEvent.Activity(connection, idle, at, podLives && !gone.contains(connection.pod()));
            case StatusEvent.Closed _, StatusEvent.PodLost _, StatusEvent.VisibilityChosen _ -> event;
        };
    }

    private PersonState applied(PersonState state, StatusEvent event, Instant now) {
        PersonState next = fold.apply(state, event, now);
        Status truth = next.truth();
        if (truth != state.truth()) {
            counts.happened(truth.wireName());
        }
        return next;
    }

    private Change settled(
            Partition partition,
            Map<String, PersonState> before,
            Map<String, PersonState> after,
            Instant now,
            Instant decideUntil,
            List<Statement> also) {
        Map<String, PersonState> changed = new LinkedHashMap<>();
        List<Outgoing> outgoing = new ArrayList<>();
        after.forEach((user, state) -> {
            StatusFold.Step step = fold.settle(state, now, decideUntil);
            if (!step.next().equals(before.get(user))) {
                changed.put(user, step.next());
            }
            for (StatusFold.Effect effect : step.effects()) {
                switch (effect) {
                    case StatusFold.Effect.Publish(Shown shown, long revision) -> {
                        count(state.shown(), shown);
                        StatusValues.of(user, shown, revision).ifPresent(outgoing::add);
                    }
                    case StatusFold.Effect.Schedule _ -> {} // stands in the row
                }
            }
        });
        List<Statement> statements = new ArrayList<>(also);
        if (!changed.isEmpty()) {
            statements.add(people.put(partition, changed));
        }
        return new Change(statements, outgoing);
    }

    private void count(@Nullable Shown before, Shown after) {
        if (before == null || before.status() != after.status()) {
            counts.told(after.status().wireName());
        }
    }

    private static Optional<Cursor> cursor(Map<String, PersonState> page) {
        if (page.size() < MAX_ROWS) {
            return Optional.empty();
        }
        return page.keySet().stream().reduce((_, last) -> last).map(last -> new Cursor(last, ""));
    }
}
