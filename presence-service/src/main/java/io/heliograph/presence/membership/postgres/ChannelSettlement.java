package io.heliograph.presence.membership.postgres;

import io.heliograph.presence.membership.MemberFold;
import io.heliograph.presence.membership.MemberId;
import io.heliograph.presence.membership.MemberState;
import io.heliograph.presence.membership.MemberValues;
import io.heliograph.presence.membership.OccupancyFold;
import io.heliograph.presence.membership.OccupancyState;
import io.heliograph.presence.outgoing.Outgoing;
import io.heliograph.presence.store.Claim.Partition;
import io.heliograph.presence.store.postgres.Change;
import io.heliograph.presence.store.postgres.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes of a batch's changed members what is told about their channels: members, or how many they are. Blocks; safe for concurrent use. */
final class ChannelSettlement {
    /** A channel goes over to listing with fewer members than the lower bound, and to counting with no more listed than the upper one, of any sane configuration. */
    private static final int MAX_LISTED = 10_000;

    private final OccupancyFold fold;
    private final MemberRows members;
    private final OccupancyRows occupancies;

    /** The members that changed, by channel. */
    static final class Batch {
        private final Map<String, Map<MemberId, MemberFold.Step>> channels = new LinkedHashMap<>();

        void touch(String channel) {
            channels.computeIfAbsent(channel, _ -> new LinkedHashMap<>());
        }

        void add(MemberId key, MemberFold.Step step) {
            channels.computeIfAbsent(key.channel(), _ -> new LinkedHashMap<>()).put(key, step);
        }
    }

    ChannelSettlement(OccupancyFold fold, MemberRows members, OccupancyRows occupancies) {
        this.fold = fold;
        this.members = members;
        this.occupancies = occupancies;
    }

    Change settle(Partition partition, Batch batch, Instant now) {
        if (batch.channels.isEmpty()) {
            return Change.NONE;
        }
        Map<String, OccupancyState> before = occupancies.of(batch.channels.keySet());
        Map<String, OccupancyState> after = new LinkedHashMap<>();
        Map<MemberId, MemberState> changed = new LinkedHashMap<>();
        Map<String, Boolean> listed = new HashMap<>();
        List<Statement> relisted = new ArrayList<>();
        List<Outgoing> outgoing = new ArrayList<>();
        batch.channels.forEach((channel, steps) -> {
            OccupancyState known = before.getOrDefault(channel, OccupancyState.EMPTY);
            OccupancyFold.Step step = fold.settle(known, memberDelta(steps), connectionDelta(steps), now);
            if (!step.next().equals(known)) {
                after.put(channel, step.next());
            }
            steps.forEach((key, member) -> changed.put(key, member.next()));
            listed.put(channel, !step.next().counted());
            if (!known.counted() && !step.next().counted()) {
                steps.forEach((key, member) -> tell(key, member, now, outgoing));
            }
            for (OccupancyFold.Effect effect : step.effects()) {
                carryOut(effect, channel, steps, now, relisted, outgoing);
            }
        });
        List<Statement> statements =
                new ArrayList<>(members.put(partition, changed, key -> listed.getOrDefault(key.channel(), false)));
        statements.addAll(relisted);
        statements.addAll(occupancies.put(partition, after));
        return new Change(statements, outgoing);
    }

    private void carryOut(
            OccupancyFold.Effect effect,
            String channel,
            Map<MemberId, MemberFold.Step> steps,
            Instant now,
            List<Statement> relisted,
            List<Outgoing> outgoing) {
        switch (effect) {
            case OccupancyFold.Effect.Unlist() -> {
                members.ofChannel(channel, MAX_LISTED)
                        .forEach((key, state) -> outgoing.add(
                                MemberValues.member(channel, key.user(), List.of(), state.revision() + 1, now)));
                relisted.add(MemberRows.list(channel, false));
            }
            case OccupancyFold.Effect.ListAll() -> {
                Map<MemberId, MemberState> all = new LinkedHashMap<>(members.ofChannel(channel, MAX_LISTED));
                steps.forEach((key, step) -> all.put(key, step.next()));
                all.values().removeIf(state -> !state.isMember());
                all.forEach((key, state) ->
                        outgoing.add(MemberValues.member(channel, key.user(), state.shown(), state.revision(), now)));
                relisted.add(MemberRows.list(channel, true));
            }
            case OccupancyFold.Effect.Report(OccupancyState.Count count, long revision) ->
                outgoing.add(MemberValues.occupancy(channel, count, revision, now));
            case OccupancyFold.Effect.RemoveReport(long revision) ->
                outgoing.add(MemberValues.noOccupancy(channel, revision, now));
        }
    }

    private static void tell(MemberId key, MemberFold.Step step, Instant now, List<Outgoing> outgoing) {
        if (step.change() != MemberFold.Change.NONE) {
            outgoing.add(MemberValues.member(
                    key.channel(), key.user(), step.next().shown(), step.next().revision(), now));
        }
    }

    private static int memberDelta(Map<MemberId, MemberFold.Step> steps) {
        return steps.values().stream()
                .mapToInt(step -> switch (step.change()) {
                    case ENTERED -> 1;
                    case LEFT -> -1;
                    case NONE, UPDATED -> 0;
                })
                .sum();
    }

    private static int connectionDelta(Map<MemberId, MemberFold.Step> steps) {
        return steps.values().stream().mapToInt(MemberFold.Step::connections).sum();
    }
}
