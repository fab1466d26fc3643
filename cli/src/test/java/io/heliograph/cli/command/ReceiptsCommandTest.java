package io.heliograph.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.cli.platform.DataFolder;
import io.heliograph.cli.platform.testing.Infrastructure;
import io.heliograph.cli.platform.testing.Part;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReceiptsCommandTest {
    @Test
    void showsTheReceiptsOfOneSource(@TempDir Path folder) throws Exception {
        try (var infrastructure = Infrastructure.start(new DataFolder(folder), Set.of(Part.KAFKA));
                var _ = new StandInPlatform(folder, infrastructure.kafkaBootstrapServers(), 200, "{}")) {
            write(infrastructure, "/shop/orders", "accepted", "o:1");
            write(infrastructure, "/other", "accepted", "x:1");
            write(infrastructure, "/shop/orders", "expired", "o:2");

            CommandRun lines = CommandRun.of("receipts", "--source", "/shop/orders", "--data", folder.toString());
            CommandRun json = CommandRun.of("receipts", "--source", "/other", "--json", "--data", folder.toString());

            assertThat(lines.exitCode()).as(lines.err()).isZero();
            assertThat(lines.out().lines())
                    .containsExactly(
                            "2026-01-01T12:00:00Z accepted o:1 order.shipped",
                            "2026-01-01T12:00:00Z expired o:2 order.shipped");
            assertThat(json.out()).startsWith("{\"type\":\"io.heliograph.receipt.accepted.v1\",\"data\":{");
        }
    }

    @Test
    void saysInASentenceThatNoPlatformRuns(@TempDir Path folder) {
        CommandRun run = CommandRun.of("receipts", "--source", "/shop", "--data", folder.toString());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .isEqualToIgnoringNewLines("No platform runs on %s: start one with ./heliograph up".formatted(folder));
    }

    private static void write(Infrastructure infrastructure, String source, String outcome, String id)
            throws Exception {
        String data =
                "{\"event\":{\"source\":\"%s\",\"id\":\"%s\",\"type\":\"order.shipped\"},\"at\":\"2026-01-01T12:00:00Z\"}"
                        .formatted(source, id);
        var message = new ProducerRecord<>("heliograph.receipts", source, data);
        message.headers()
                .add("ce_type", "io.heliograph.receipt.%s.v1".formatted(outcome).getBytes(StandardCharsets.UTF_8));
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", infrastructure.kafkaBootstrapServers()),
                new StringSerializer(),
                new StringSerializer())) {
            producer.send(message).get();
        }
    }
}
