package io.heliograph.presence.membership.postgres;

import io.heliograph.presence.intake.ChangeCounts;
import io.heliograph.presence.membership.ChannelEvent;
import io.heliograph.presence.membership.MemberEvent;
import io.heliograph.presence.membership.MemberFold;
import io.heliograph.presence.membership.MemberId;
import io.heliograph.presence.membership.MemberState;
import io.heliograph.presence.membership.MemberValues;
import io.heliograph.presence.membership.OccupancyFold;
import io.heliograph.presence.outgoing.Outgoing;
import io.heliograph.presence.store.Claim.Partition;
import io.heliograph.presence.store.postgres.Change;
import io.heliograph.presence.store.postgres.Page;
import io.heliograph.presence.store.postgres.Page.Cursor;
import io.heliograph.presence.store.postgres.PartitionFold;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Folds {@code heliograph.memberships}. */
public final class MembershipPartition implements PartitionFold<ChannelEvent> {
    private final MemberFold fold;
    private final MemberRows members;
    private final OccupancyRows occupancies;
    private final ChannelSettlement settlement;
    private final ChangeCounts counts;

    public MembershipPartition(
            MemberFold fold,
            OccupancyFold occupancy,
            MemberRows members,
            OccupancyRows occupancies,
            ChangeCounts counts) {
        this.fold = fold;
        this.members = members;
        this.occupancies = occupancies;
        this.settlement = new ChannelSettlement(occupancy, members, occupancies);
        this.counts = counts;
    }

    @Override
    public Change take(Partition partition, List<ChannelEvent> events, Set<String> gone, Instant now) {
        Map<MemberId, MemberState> before =
                members.of(events.stream().map(ChannelEvent::member).distinct().toList());
        Map<MemberId, MemberState> after = new LinkedHashMap<>();
        for (ChannelEvent one : events) {
            MemberState state = after.getOrDefault(one.member(), before.getOrDefault(one.member(), MemberState.ABSENT));
            after.put(one.member(), fold.apply(state, known(one.event(), gone), now));
            counts.happened(type(one.event()));
        }
        return settled(partition, before, after, Set.of(), now, Instant.MIN);
    }

    @Override
    public Change due(Partition partition, Instant now, Instant decideUntil) {
        Map<MemberId, MemberState> due =
                decideUntil.isAfter(Instant.EPOCH) ? members.due(partition, decideUntil, MAX_ROWS) : Map.of();
        Set<String> channels = occupancies.due(partition, now, MAX_ROWS).keySet();
        if (due.isEmpty() && channels.isEmpty()) {
            return Change.NONE;
        }
        return settled(partition, due, due, channels, now, decideUntil);
    }

    @Override
    public Page lost(Partition partition, String pod, Instant checkedAt, Instant now, Cursor after) {
        Map<MemberId, MemberState> before = members.onPod(partition, pod, key(after), MAX_ROWS);
        Map<MemberId, MemberState> next = new LinkedHashMap<>();
        before.forEach((key, state) -> next.put(key, fold.apply(state, new MemberEvent.PodLost(pod, checkedAt), now)));
        return new Page(before.size(), settled(partition, before, next, Set.of(), now, Instant.MIN), cursor(before));
    }

    @Override
    public Page present(Partition partition, Instant now, Cursor after) {
        Map<MemberId, MemberState> listed = members.listed(partition, key(after), MAX_ROWS);
        List<Outgoing> outgoing = new ArrayList<>();
        listed.forEach((key, state) ->
                outgoing.add(MemberValues.member(key.channel(), key.user(), state.shown(), state.revision(), now)));
        Optional<Cursor> next = cursor(listed);
        if (next.isEmpty()) {
            occupancies.counted(partition).forEach((channel, state) -> {
                if (state.reported() != null) {
                    outgoing.add(MemberValues.occupancy(channel, state.reported(), state.revision(), now));
                }
            });
        }
        return new Page(listed.size(), new Change(List.of(), outgoing), next);
    }

    @Override
    public Set<String> pods(List<ChannelEvent> events) {
        return events.stream()
                .map(ChannelEvent::event)
                .filter(MemberEvent.Entered.class::isInstance)
                .map(event -> ((MemberEvent.Entered) event).pod())
                .collect(Collectors.toSet());
    }

    private Change settled(
            Partition partition,
            Map<MemberId, MemberState> before,
            Map<MemberId, MemberState> after,
            Set<String> alsoChannels,
            Instant now,
            Instant decideUntil) {
        var batch = new ChannelSettlement.Batch();
        alsoChannels.forEach(batch::touch);
        after.forEach((key, state) -> {
            MemberFold.Step step = fold.settle(state, decideUntil);
            if (!step.next().equals(before.get(key))) {
                batch.add(key, step);
            }
            if (step.change() != MemberFold.Change.NONE) {
                counts.told(step.change().name().toLowerCase(Locale.ROOT));
            }
        });
        return settlement.settle(partition, batch, now);
    }

    private static MemberEvent known(MemberEvent event, Set<String> gone) {
        return event instanceof MemberEvent.Entered entered && gone.contains(entered.pod())
                ? entered.ofDeadPod()
                : event;
    }

    private static String type(MemberEvent event) {
        return switch (event) {
            case MemberEvent.Entered _ -> "entered";
            case MemberEvent.Left _, MemberEvent.PodLost _ -> "left";
        };
    }

    private static MemberId key(Cursor cursor) {
        return new MemberId(cursor.first(), cursor.second());
    }

    private static Optional<Cursor> cursor(Map<MemberId, MemberState> page) {
        if (page.size() < MAX_ROWS) {
            return Optional.empty();
        }
        return page.keySet().stream().reduce((_, last) -> last).map(last -> new Cursor(last.channel(), last.user()));
    }
}
