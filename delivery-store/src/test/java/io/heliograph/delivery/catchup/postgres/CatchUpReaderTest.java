package io.heliograph.delivery.catchup.postgres;

import static io.heliograph.delivery.testing.Events.batch;
import static io.heliograph.delivery.testing.Events.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.cli.platform.testing.InfrastructureResource;
import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.channel.Position;
import io.heliograph.contracts.event.Priority;
import io.heliograph.contracts.event.PublicationEvent;
import io.heliograph.contracts.json.JsonBytes;
import io.heliograph.contracts.protocol.ResetReason;
import io.heliograph.contracts.store.CatchUp;
import io.heliograph.contracts.store.HistoryPage;
import io.heliograph.contracts.wire.PodMessage;
import io.heliograph.contracts.wire.PodMessage.Skipped;
import io.heliograph.delivery.acknowledgement.Acknowledgement;
import io.heliograph.delivery.acknowledgement.postgres.DevicePositions;
import io.heliograph.delivery.append.AppendOutcome;
import io.heliograph.delivery.append.PublicationLog;
import io.heliograph.delivery.catchup.HistoryQuestion;
import io.heliograph.delivery.catchup.Question;
import io.heliograph.delivery.catchup.Start;
import io.heliograph.delivery.epoch.postgres.EpochTable;
import io.heliograph.delivery.testing.Databases;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(
        value = InfrastructureResource.class,
        initArgs = @ResourceArg(name = "parts", value = "kafka,postgres,redis"))
class CatchUpReaderTest {
    @Inject
    CatchUpReader reader;

    @Inject
    HistoryReader history;

    @Inject
    PublicationLog log;

    @Inject
    DevicePositions positions;

    @Inject
    EpochTable epochs;

    @Inject
    Pool pool;

    private Databases database;
    private final String unique = UUID.randomUUID().toString();

    @BeforeEach
    void schema() {
        database = new Databases(pool);
    }

    @Test
    void answersEveryKindOfQuestionInOneGo() {
        ChannelName room = room("a");
        Position head = publish(room, 5);
        Position foreign = new Position(head.epoch() + 1, 2);

        List<CatchUp> answers = reader.answer(
                List.of(
                        from(room, new Start.Head()),
                        from(room, new Start.Beginning()),
                        from(room, new Start.After(head.at(3))),
                        from(room, new Start.After(head)),
                        from(room, new Start.After(head.at(9))),
                        from(room, new Start.After(foreign)),
                        from(room("nobody"), new Start.Beginning()),
                        from(room("nobody"), new Start.After(foreign))),
                100);

        assertThat(answers).allMatch(CatchUp::isComplete);
        assertThat(answers)
                .extracting(answer -> summary(answer, head))
                .containsExactly(
                        "base=5 head=5 reset=null []",
                        "base=0 head=5 reset=null [1, 2, 3, 4, 5]",
                        "base=3 head=5 reset=null [4, 5]",
                        "base=5 head=5 reset=null []",
                        "base=5 head=5 reset=UNKNOWN []",
                        "base=0 head=5 reset=EPOCH [1, 2, 3, 4, 5]",
                        "base=BEGINNING head=BEGINNING reset=null []",
                        "base=BEGINNING head=BEGINNING reset=EPOCH []");
    }

    @Test
    void readsWhatWasStoredByteForByte() {
        ChannelName room = room("full");
        var event = new PublicationEvent(
                "full",
                "/shop",
                "order.shipped",
                Instant.parse("2026-01-01T12:00:00.123456789Z"),
                room,
                "order-1",
                Instant.now().plusSeconds(600).truncatedTo(ChronoUnit.MICROS),
                Priority.HIGH,
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                JsonBytes.of("{ \"spaces\" : [1,  2] }"));
        TopicPartition partition = partition();
        log.insertCheckpoint(partition, 0);
        var live = ((AppendOutcome.Stored) log.append(batch(partition, 0, event))).publications();

        CatchUp answer = ask(from(room, new Start.Beginning()), 100);

        assertThat(answer.entries()).isEqualTo(live);
    }

    @Test
    void hidesWhatTheKindNoLongerKeepsAndSaysSo() {
        ChannelName room = room("old");
        Position head = publish(room, 4);
        database.execute(
                "UPDATE delivery.publication SET at = %s WHERE channel = '%s' AND channel_offset <= 2",
                database.pastDay(3), room);

        assertThat(summary(ask(from(room, new Start.Beginning()), 100), head))
                .isEqualTo("base=2 head=4 reset=null [3, 4]");
        assertThat(summary(ask(from(room, new Start.After(head.at(1))), 100), head))
                .isEqualTo("base=2 head=4 reset=RETENTION [3, 4]");
        assertThat(summary(ask(from(room, new Start.After(head.at(2))), 100), head))
                .isEqualTo("base=2 head=4 reset=null [3, 4]");

        database.execute("UPDATE delivery.publication SET at = %s WHERE channel = '%s'", database.pastDay(3), room);

        assertThat(summary(ask(from(room, new Start.After(head.at(1))), 100), head))
                .isEqualTo("base=4 head=4 reset=RETENTION []");
    }

    @Test
    void accountsForExpiredAndErasedOnesAsSkipped() {
        ChannelName room = room("void");
        Position head = publish(room, 6);
        database.execute(
                "UPDATE delivery.publication SET expires_at = now() WHERE channel = '%s' AND channel_offset IN (2, 6)",
                room);
        database.execute("DELETE FROM delivery.publication WHERE channel = '%s' AND channel_offset = 3", room);

        CatchUp answer = ask(from(room, new Start.Beginning()), 100);

        assertThat(answer.entries().stream().filter(Skipped.class::isInstance))
                .containsExactly(new Skipped(room, head.epoch(), 2, 3), new Skipped(room, head.epoch(), 6, 6));
        assertThat(answer.isComplete()).isTrue();
    }

    @Test
    void leavesOutWhatANewerOneOfItsCollapseKeyReplacedAlsoBeyondThePage() {
        ChannelName room = room("collapse");
        TopicPartition partition = partition();
        log.insertCheckpoint(partition, 0);
        log.append(batch(
                partition,
                0,
                collapsing("1", room, "a"),
                collapsing("2", room, "b"),
                event("3", room.value()),
                collapsing("4", room, "a"),
                collapsing("5", room, "c"),
                collapsing("6", room, "b")));

        CatchUp all = ask(from(room, new Start.Beginning()), 100);
        CatchUp page = ask(from(room, new Start.Beginning()), 2);
        CatchUp rest = ask(from(room, new Start.After(all.head().at(3))), 100);

        assertThat(all.entries())
                .extracting(entry -> entry.getClass().getSimpleName() + entry.first() + "-" + entry.last())
                .containsExactly("Skipped1-2", "Publication3-3", "Publication4-4", "Publication5-5", "Publication6-6");
        assertThat(page.entries()).containsExactly(new Skipped(room, all.head().epoch(), 1, 2));
        assertThat(rest.entries()).hasSize(3).allMatch(PodMessage.Publication.class::isInstance);
    }

    @Test
    void tellsWhichUserPublished() {
        ChannelName room = room("user");
        TopicPartition partition = partition();
        log.insertCheckpoint(partition, 0);
        var event = new PublicationEvent(
                unique, "/users/ann%40example.org", "chat", Instant.now(), room, JsonBytes.of("1"));
        var live = ((AppendOutcome.Stored) log.append(batch(partition, 0, event))).publications();

        assertThat(live).extracting(PodMessage.Publication::user).containsExactly("ann@example.org");
        assertThat(ask(from(room, new Start.Beginning()), 10).entries()).isEqualTo(live);
    }

    @Test
    void readsAChannelBackwards() {
        ChannelName room = room("history");
        Position head = publish(room, 6);
        database.execute("DELETE FROM delivery.publication WHERE channel = '%s' AND channel_offset = 4", room);

        assertThat(page(room, null, 2)).isEqualTo("base=4 more=true [5, 6]");
        assertThat(page(room, head.at(4), 2)).isEqualTo("base=2 more=true [3, 4-4]");
        assertThat(page(room, head.at(2), 2)).isEqualTo("base=0 more=false [1, 2]");
        assertThat(page(room, head.at(2), 50)).isEqualTo("base=0 more=false [1, 2]");
        assertThat(page(room, new Position(head.epoch() + 1, 2), 1)).isEqualTo("base=5 more=true [6]");
        assertThat(page(room, head.at(9), 1)).isEqualTo("base=5 more=true [6]");
        assertThat(page(room("nobody"), null, 1)).isEqualTo("base=0 more=false []");
    }

    @Test
    void readsNoFurtherBackThanTheKindKeeps() {
        ChannelName room = room("history-old");
        Position head = publish(room, 4);
        database.execute(
                "UPDATE delivery.publication SET at = %s WHERE channel = '%s' AND channel_offset <= 2",
                database.pastDay(3), room);

        assertThat(page(room, null, 3)).isEqualTo("base=2 more=false [3, 4]");
        assertThat(page(room, head.at(1), 3)).isEqualTo("base=1 more=false []");
    }

    @Test
    void pagesWithoutAHole() {
        ChannelName room = room("pages");
        Position head = publish(room, 7);

        CatchUp first = ask(from(room, new Start.Beginning()), 3);
        CatchUp second = ask(from(room, new Start.After(first.reached())), 3);
        CatchUp third = ask(from(room, new Start.After(second.reached())), 3);

        assertThat(first.isComplete()).isFalse();
        assertThat(List.of(first, second, third))
                .extracting(answer -> summary(answer, head))
                .containsExactly(
                        "base=0 head=7 reset=null [1, 2, 3]",
                        "base=3 head=7 reset=null [4, 5, 6]",
                        "base=6 head=7 reset=null [7]");
        assertThat(ask(from(room, new Start.After(head.at(2))), 0).entries()).isEmpty();
    }

    @Test
    void cutsAnAnswerThatWouldBeTooLargeWithoutAHole() {
        ChannelName room = room("large");
        String large = "\"" + "x".repeat(15_000) + "\"";
        String data = "[" + String.join(",", large, large, large, large) + "]";
        TopicPartition partition = partition();
        log.insertCheckpoint(partition, 0);
        log.append(batch(
                partition,
                0,
                IntStream.range(0, 200)
                        .mapToObj(i -> new PublicationEvent(
                                "large-" + i, "/shop", "t", Instant.now(), room, JsonBytes.of(data)))
                        .toArray(PublicationEvent[]::new)));

        CatchUp first = ask(from(room, new Start.Beginning()), 1_000);
        CatchUp second = ask(from(room, new Start.After(first.reached())), 1_000);

        assertThat(first.isComplete()).isFalse();
        assertThat(first.entries()).hasSizeBetween(100, 150).allMatch(PodMessage.Publication.class::isInstance);
        assertThat(second.entries()).hasSize(200 - first.entries().size());
        assertThat(second.isComplete()).isTrue();
    }

    @Test
    void answersAThousandChannelsAtOnce() {
        TopicPartition partition = partition();
        log.insertCheckpoint(partition, 0);
        log.append(batch(
                partition,
                0,
                IntStream.range(0, 1_000)
                        .mapToObj(i -> event("many-" + i, "room:many-" + i + "-" + unique))
                        .toArray(PublicationEvent[]::new)));

        List<CatchUp> answers = reader.answer(
                IntStream.range(0, 1_000)
                        .mapToObj(i -> from(room("many-" + i), new Start.Beginning()))
                        .toList(),
                1_000);

        assertThat(answers).hasSize(1_000).allMatch(answer -> answer.entries().size() == 1 && answer.isComplete());
    }

    @Test
    void continuesWhereTheDeviceOrElseTheUsersFurthestDeviceWas() {
        ChannelName channel = ChannelName.ofUser(unique);
        Position head = publish(channel, 6);
        positions.merge(List.of(
                new Acknowledgement(unique, "d1", channel, head.at(2)),
                new Acknowledgement(unique, "d2", channel, head.at(4)),
                new Acknowledgement(unique, "d3", channel, new Position(head.epoch() + 1, 6))));

        assertThat(summary(ask(acknowledged(channel, "d1"), 100), head)).startsWith("base=2 head=6 reset=null");
        assertThat(summary(ask(acknowledged(channel, "new"), 100), head)).startsWith("base=4 head=6 reset=null");
        assertThat(summary(ask(acknowledged(channel, null), 100), head)).startsWith("base=4 head=6 reset=null");
        assertThat(summary(ask(acknowledged(channel, "d3"), 100), head)).startsWith("base=4 head=6 reset=null");
        assertThat(summary(ask(new Question.FromAcknowledgement(channel, "another" + unique, "d1"), 100), head))
                .startsWith("base=0 head=6 reset=null");
    }

    @Test
    void keepsTheGreatestAcknowledgementOfAnEpochAndReplacesAnotherEpochs() {
        ChannelName channel = ChannelName.ofUser(unique);
        merge(channel, new Position(7, 5));
        merge(channel, new Position(7, 3));
        Map<ChannelName, Position> greatest = positions.of(unique, "d1");
        merge(channel, new Position(8, 1));

        assertThat(greatest).isEqualTo(Map.of(channel, new Position(7, 5)));
        assertThat(positions.of(unique, "d1")).isEqualTo(Map.of(channel, new Position(8, 1)));
        assertThat(positions.of(unique, "unknown")).isEmpty();
    }

    @Test
    void beginsANewLifeOfEveryChannel() {
        ChannelName room = room("epochs");
        Position head = publish(room, 2);

        int channels = epochs.drawAll();

        CatchUp answer = ask(from(room, new Start.After(head)), 100);
        assertThat(channels).isPositive();
        assertThat(answer.reset()).isEqualTo(ResetReason.EPOCH);
        assertThat(answer.head().epoch()).isNotEqualTo(head.epoch());
        assertThat(answer.entries()).hasSize(2);
        assertThat(reader.heads(List.of(room, room("none")))).isEqualTo(Map.of(room, answer.head()));
    }

    private String page(ChannelName channel, @Nullable Position before, int limit) {
        HistoryPage page = history.answer(new HistoryQuestion(channel, before, limit));
        return "base=%d more=%s %s"
                .formatted(
                        page.base().offset(),
                        page.more(),
                        page.entries().stream()
                                .map(entry -> entry instanceof Skipped
                                        ? entry.first() + "-" + entry.last()
                                        : Long.toString(entry.first()))
                                .toList());
    }

    private static PublicationEvent collapsing(String id, ChannelName channel, String key) {
        return new PublicationEvent(
                id, "/shop", "t", Instant.now(), channel, key, null, Priority.NORMAL, null, JsonBytes.of("1"));
    }

    private void merge(ChannelName channel, Position position) {
        positions.merge(List.of(new Acknowledgement(unique, "d1", channel, position)));
    }

    private ChannelName room(String name) {
        return new ChannelName("room:" + name + "-" + unique);
    }

    private TopicPartition partition() {
        return new TopicPartition(UUID.randomUUID().toString(), 0);
    }

    private Position publish(ChannelName channel, int count) {
        TopicPartition partition = partition();
        log.insertCheckpoint(partition, 0);
        PublicationEvent[] events = IntStream.range(0, count)
                .mapToObj(i -> event("e" + i, channel.value()))
                .toArray(PublicationEvent[]::new);
        var last = ((AppendOutcome.Stored) log.append(batch(partition, 0, events)))
                .publications()
                .getLast();
        return new Position(last.epoch(), last.offset());
    }

    private CatchUp ask(Question question, int limit) {
        return reader.answer(List.of(question), limit).getFirst();
    }

    private Question acknowledged(ChannelName channel, @Nullable String device) {
        return new Question.FromAcknowledgement(channel, unique, device);
    }

    private static Question from(ChannelName channel, Start start) {
        return new Question.From(channel, start);
    }

    /** Offsets alone; an epoch that is not the head's would show. */
    private static String summary(CatchUp answer, Position head) {
        List<Long> offsets = answer.entries().stream()
                .filter(PodMessage.Publication.class::isInstance)
                .map(PodMessage.ChannelEntry::first)
                .toList();
        return "base=%s head=%s reset=%s %s"
                .formatted(text(answer.base(), head), text(answer.head(), head), answer.reset(), offsets);
    }

    private static String text(Position position, Position head) {
        if (position.equals(Position.BEGINNING)) {
            return "BEGINNING";
        }
        return position.epoch() == head.epoch() ? Long.toString(position.offset()) : position.toString();
    }
}
