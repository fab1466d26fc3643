package io.heliograph.systemtests.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.channel.Position;
import io.heliograph.contracts.json.JsonBytes;
import io.heliograph.contracts.protocol.ResetReason;
import io.heliograph.contracts.protocol.ServerFrame;
import io.heliograph.systemtests.history.History.Applied;
import io.heliograph.systemtests.history.History.Device;
import io.heliograph.systemtests.history.History.Outcome;
import io.heliograph.systemtests.history.History.Published;
import io.heliograph.systemtests.history.History.Row;
import io.heliograph.systemtests.history.Violation.Rule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HistoryCheckerTest {
    private static final ChannelName ANN = new ChannelName("user:ann");
    private static final long EPOCH = 7;
    private static final Device PHONE = new Device("phone", Map.of(ANN, Position.BEGINNING));

    @Test
    void findsNothingWrongWithAGoodHistory() {
        assertThat(check(_ -> {})).isEmpty();
    }

    @Test
    void acceptsWhatKafkaNeverConfirmedWhetherStoredOrNot() {
        assertThat(check(run -> run.published.add(publication("d", Outcome.UNKNOWN))))
                .isEmpty();
        assertThat(check(run -> run.published.set(2, publication("c", Outcome.UNKNOWN))))
                .isEmpty();
    }

    @Test
    void acceptsDuplicateFramesAndSkippedOffsets() {
        assertThat(check(run -> run.frames.add(message(2, "b")))).isEmpty();
        assertThat(check(run -> run.frames.set(2, new ServerFrame.Skipped(ANN, EPOCH, 2, 2))))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Rule.class)
    void findsEveryRuleBroken(Rule rule) {
        List<Violation> violations = check(run -> run.breakRule(rule));

        assertThat(violations).extracting(Violation::rule).contains(rule);
        assertThat(violations)
                .allSatisfy(violation -> assertThat(violation.story()).contains("ann"));
    }

    @Test
    void blamesNoOtherRuleWhereOneAloneIsBroken() {
        Set<Rule> alone = EnumSet.complementOf(EnumSet.of(Rule.STORED_TWICE, Rule.NOT_DENSE));

        for (Rule rule : alone) {
            assertThat(check(run -> run.breakRule(rule)).stream()
                            .map(Violation::rule)
                            .collect(Collectors.toSet()))
                    .as("broken: %s", rule)
                    .containsExactly(rule);
        }
    }

    private static List<Violation> check(Consumer<Run> change) {
        var run = new Run();
        change.accept(run);
        return HistoryChecker.check(run.history());
    }

    /** A good run of three publications to Ann, to be spoilt. */
    private static final class Run {
        private final List<Published> published = new ArrayList<>(List.of(
                publication("a", Outcome.ACKNOWLEDGED),
                publication("b", Outcome.ACKNOWLEDGED),
                publication("c", Outcome.ACKNOWLEDGED)));
        private final List<Row> rows = new ArrayList<>(List.of(row(1, "a"), row(2, "b"), row(3, "c")));
        private final List<ServerFrame> frames = new ArrayList<>(List.of(
                new ServerFrame.Subscribed(null, ANN, Position.BEGINNING, Position.BEGINNING, true, false),
                message(1, "a"),
                message(2, "b"),
                message(3, "c")));
        private final List<Applied> applied =
                new ArrayList<>(List.of(applied(1, "a"), applied(2, "b"), applied(3, "c")));

        private void breakRule(Rule rule) {
            switch (rule) {
                case LOST -> published.add(publication("d", Outcome.ACKNOWLEDGED));
                case UNEXPECTED -> published.removeLast();
                case STORED_TWICE -> rows.add(row(4, "c"));
                case NOT_DENSE -> rows.set(2, row(4, "c"));
                case STORED_OUT_OF_ORDER -> published.addFirst(published.removeLast());
                case DIFFERENT_CONTENT -> frames.set(2, message(2, "x"));
                case WRITTEN_WITH_A_GAP -> frames.remove(2);
                case RESET ->
                    frames.add(new ServerFrame.Reset(null, ANN, ResetReason.RETENTION, new Position(EPOCH, 3)));
                case APPLIED_TWICE -> applied.add(applied(3, "c"));
                case APPLIED_OUT_OF_ORDER -> applied.addFirst(applied.removeLast());
                case NOT_APPLIED -> applied.remove(1);
            }
        }

        private History history() {
            return new History(published, rows, Map.of("c1", frames), Map.of(PHONE, applied));
        }
    }

    private static Published publication(String id, Outcome outcome) {
        return new Published("shop", ANN, id, data(id), outcome);
    }

    private static Row row(long offset, String id) {
        return new Row(ANN, EPOCH, offset, id, data(id));
    }

    private static ServerFrame message(long offset, String id) {
        return new ServerFrame.Message(ANN, EPOCH, offset, id, "note", Instant.EPOCH, null, null, data(id));
    }

    private static Applied applied(long offset, String id) {
        return new Applied(ANN, EPOCH, offset, id, data(id));
    }

    private static JsonBytes data(String id) {
        return JsonBytes.of("\"" + id + "\"");
    }
}
