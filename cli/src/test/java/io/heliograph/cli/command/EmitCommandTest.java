package io.heliograph.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.cli.platform.DataFolder;
import io.heliograph.cli.platform.testing.Infrastructure;
import io.heliograph.cli.platform.testing.Part;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmitCommandTest {
    @SuppressWarnings("NullAway.Init") // set before all tests
    private static Infrastructure infrastructure;

    @BeforeAll
    static void start(@TempDir Path folder) {
        infrastructure = Infrastructure.start(new DataFolder(folder), EnumSet.of(Part.KAFKA));
    }

    @AfterAll
    static void stop() {
        infrastructure.close();
    }

    @Test
    void writesANotificationWithItsFirstRecipientAsKeyAndSaysWhereItIs() {
        CommandRun run = emit(
                "notification", "--to", "ann,bob", "--title", "On its way", "--id", "order:1", "--url", "/orders/1");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).matches("id=order:1 topic=heliograph.notifications partition=\\d offset=\\d+\\R");
        ConsumerRecord<String, String> written = find("heliograph.notifications", "order:1");
        assertThat(written.key()).isEqualTo("ann");
        assertThat(written.value())
                .isEqualTo("{\"recipients\":[\"ann\",\"bob\"],\"title\":\"On its way\",\"url\":\"/orders/1\"}");
        assertThat(header(written, "ce_specversion")).isEqualTo("1.0");
        assertThat(header(written, "ce_type")).isEqualTo("io.heliograph.notification.v1");
        assertThat(header(written, "ce_source")).isEqualTo("/cli");
    }

    @Test
    void writesANotificationForAnAudienceUnderItsKey() {
        assertThat(emit(
                                "notification",
                                "--followers",
                                "team-7",
                                "--title",
                                "Moved",
                                "--id",
                                "plan:1",
                                "--collapse-key",
                                "plan")
                        .exitCode())
                .isZero();
        assertThat(emit("notification", "--everyone", "--title", "Maintenance", "--id", "plan:2")
                        .exitCode())
                .isZero();
        assertThat(emit("notification", "--everyone", "--to", "ann", "--title", "Both")
                        .exitCode())
                .isEqualTo(2);

        ConsumerRecord<String, String> forFollowers = find("heliograph.notifications", "plan:1");
        assertThat(forFollowers.key()).isEqualTo("team-7");
        assertThat(header(forFollowers, "ce_collapsekey")).isEqualTo("plan");
        assertThat(forFollowers.value()).isEqualTo("{\"audience\":{\"followers\":\"team-7\"},\"title\":\"Moved\"}");
        ConsumerRecord<String, String> forEveryone = find("heliograph.notifications", "plan:2");
        assertThat(forEveryone.key()).isEqualTo("everyone");
        assertThat(forEveryone.value()).isEqualTo("{\"audience\":{\"everyone\":true},\"title\":\"Maintenance\"}");
    }

    @Test
    void writesALatestValueToTheSignals() {
        CommandRun run = emit(
                "publication",
                "--channel",
                "live:m",
                "--type",
                "score",
                "--durability",
                "latest",
                "--key",
                "k",
                "--data",
                "3",
                "--id",
                "l1");

        assertThat(run.exitCode()).as(run.err()).isZero();
        ConsumerRecord<String, String> written = find("heliograph.signals", "l1");
        assertThat(written.key()).isEqualTo("live:m");
        assertThat(header(written, "ce_durability")).isEqualTo("latest");
        assertThat(header(written, "ce_statekey")).isEqualTo("k");
    }

    @Test
    void removesALatestValueByARecordWithoutData() {
        CommandRun run = emit(
                "publication",
                "--channel",
                "live:m",
                "--type",
                "score",
                "--durability",
                "latest",
                "--key",
                "k",
                "--remove",
                "--id",
                "l2");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(find("heliograph.signals", "l2").value()).isNull();
    }

    @Test
    void writesAnActivityWithItsFirstFeedAsKey() {
        CommandRun run = emit(
                "activity",
                "--feed",
                "team-7,user-bob",
                "--actor",
                "bob",
                "--verb",
                "commented",
                "--object",
                "document:plan",
                "--title",
                "Plan",
                "--id",
                "a1");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(find("heliograph.activities", "a1").key()).isEqualTo("team-7");
    }

    @Test
    void writesAPublicationByteForByteWithItsChannelAsKey() {
        CommandRun run =
                emit("publication", "--channel", "room:1", "--type", "chat", "--data", "{ \"a\": 1.0 }", "--id", "p1");

        assertThat(run.exitCode()).isZero();
        ConsumerRecord<String, String> written = find("heliograph.publications", "p1");
        assertThat(written.key()).isEqualTo("room:1");
        assertThat(written.value()).isEqualTo("{ \"a\": 1.0 }");
        assertThat(header(written, "ce_channel")).isEqualTo("room:1");
    }

    @Test
    void writesTheEventsOfAFile(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("events.json"), """
                [{"specversion":"1.0","id":"f1","source":"/t","type":"chat","time":"2026-01-01T12:00:00Z","channel":"room:2","data":1},
                 {"specversion":"1.0","id":"f2","source":"/t","type":"chat","time":"2026-01-01T12:00:00Z","channel":"room:2","data":2}]""");

        CommandRun run = emit("--file", file.toString());

        assertThat(run.exitCode()).isZero();
        assertThat(run.out().lines()).hasSize(2);
        assertThat(find("heliograph.publications", "f2").offset())
                .isGreaterThan(find("heliograph.publications", "f1").offset());
    }

    @Test
    void sendsNothingWhenAnEventCannotBeTaken() {
        CommandRun run = emit("notification", "--to", "ann", "--title", "T", "--url", "javascript:alert(1)");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).startsWith("schema_violation /url: ").doesNotContain("Exception");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void saysInASentenceThatNoPlatformRuns(@TempDir Path folder) {
        CommandRun run =
                CommandRun.of("emit", "--data", folder.toString(), "notification", "--to", "ann", "--title", "T");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .isEqualToIgnoringNewLines("No platform runs on %s: start one with ./heliograph up".formatted(folder));
    }

    @Test
    void takesTheDataFolderAfterTheWordNotificationToo(@TempDir Path folder) {
        CommandRun run =
                CommandRun.of("emit", "notification", "--to", "ann", "--title", "T", "--data", folder.toString());

        assertThat(run.err()).contains(folder.toString());
    }

    @Test
    void asksWhatToEmit() {
        assertThat(emit().exitCode()).isEqualTo(2);
        assertThat(emit("notification", "--title", "T").err()).contains("--to");
    }

    private static CommandRun emit(String... arguments) {
        List<String> all = new ArrayList<>(List.of("emit", "--kafka", infrastructure.kafkaBootstrapServers()));
        all.addAll(List.of(arguments));
        return CommandRun.of(all.toArray(String[]::new));
    }

    private static ConsumerRecord<String, String> find(String topic, String id) {
        try (var consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        infrastructure.kafkaBootstrapServers(),
                        "group.id",
                        "find-" + id,
                        "auto.offset.reset",
                        "earliest"),
                new StringDeserializer(),
                new StringDeserializer())) {
            consumer.subscribe(List.of(topic));
            List<ConsumerRecord<String, String>> found = new ArrayList<>();
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> {
                    if (header(record, "ce_id").equals(id)) {
                        found.add(record);
                    }
                });
                return !found.isEmpty();
            });
            return found.getFirst();
        }
    }

    private static String header(ConsumerRecord<String, String> written, String name) {
        return new String(written.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
