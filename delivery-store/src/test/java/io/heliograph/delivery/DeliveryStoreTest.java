package io.heliograph.delivery;

import static io.heliograph.delivery.testing.Events.event;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.heliograph.cli.platform.testing.Infrastructure;
import io.heliograph.cli.platform.testing.InfrastructureResource;
import io.heliograph.cli.platform.testing.Part;
import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.channel.Position;
import io.heliograph.contracts.event.DeadLetterHeader;
import io.heliograph.contracts.event.EventType;
import io.heliograph.contracts.event.PublicationEvent;
import io.heliograph.contracts.event.Topic;
import io.heliograph.contracts.registry.RedisKey;
import io.heliograph.contracts.wire.PodMessage;
import io.heliograph.contracts.wire.PodMessage.CompareNotice;
import io.heliograph.delivery.acknowledgement.Acknowledgement;
import io.heliograph.delivery.acknowledgement.postgres.DevicePositions;
import io.heliograph.delivery.receipt.postgres.AwaitedDeliveries;
import io.heliograph.delivery.testing.Databases;
import io.heliograph.delivery.testing.Events;
import io.heliograph.delivery.testing.PodListener;
import io.heliograph.delivery.testing.TopicReader;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The whole service, with real Kafka, PostgreSQL and Redis. */
@QuarkusTest
@WithTestResource(
        value = InfrastructureResource.class,
        initArgs = @ResourceArg(name = "parts", value = "kafka,postgres,redis"))
@SuppressWarnings("NullAway.Init") // Quarkus and the test resource fill the fields
class DeliveryStoreTest {
    private static final Duration SOON = Duration.ofSeconds(40);
    private static final int RECEIPT_PARTITIONS = 4;

    @Inject
    Pool pool;

    @Inject
    Redis redis;

    @Inject
    DevicePositions positions;

    @Inject
    AwaitedDeliveries deliveries;

    @Inject
    MeterRegistry meters;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    Infrastructure infrastructure;

    private final String unique = UUID.randomUUID().toString();
    private final String channel = "room:" + unique;
    private Databases database;
    private KafkaProducer<byte[], byte[]> producer;

    @BeforeEach
    void connect() {
        database = new Databases(pool);
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "acks", "all"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    @AfterEach
    void disconnect() {
        producer.close();
    }

    @Test
    void storesAndTakesABatchToThePodsThatServeTheChannel() throws Exception {
        route(channel, "pod-1");
        try (var pod = PodListener.open(redis, RedisKey.pod("pod-1"))) {
            publish(fresh("a"), fresh("b"));

            Awaitility.await()
                    .atMost(SOON)
                    .untilAsserted(() -> assertThat(publications(pod))
                            .extracting(p -> p.id() + "@" + p.offset())
                            .containsExactly("a@1", "b@2"));
            assertThat(publications(pod).getFirst().data())
                    .isEqualTo(event("a", channel).data());
            assertThat(stored()).containsExactly("a", "b");
        }
    }

    @Test
    void putsPoisonAsideAndKeepsItsNeighboursInOrder() throws Exception {
        publish(fresh("a"));
        send(channel, "not an event", Map.of());
        publish(fresh("b"));

        Awaitility.await().atMost(SOON).untilAsserted(() -> assertThat(stored()).containsExactly("a", "b"));
        try (var letters = new TopicReader(bootstrapServers, Topic.PUBLICATIONS.deadLetters())) {
            var letter = letters.await(record -> new String(record.key(), UTF_8).equals(channel));
            assertThat(new String(letter.value(), UTF_8)).isEqualTo("not an event");
            assertThat(TopicReader.header(letter, DeadLetterHeader.ERROR_CODE)).isEqualTo("malformed");
            assertThat(TopicReader.header(letter, DeadLetterHeader.HINT)).contains("send a CloudEvent 1.0");
            assertThat(TopicReader.header(letter, DeadLetterHeader.TOPIC)).isEqualTo("heliograph.publications");
            assertThat(TopicReader.header(letter, "kept")).isEqualTo("as it was");
        }
    }

    @Test
    void losesNothingAndKeepsTheOrderWhileThePostgresIsAway() throws Exception {
        publish(fresh("0"));
        Awaitility.await().atMost(SOON).until(() -> stored().size() == 1);

        infrastructure.server(Part.POSTGRES).kill();
        for (int i = 1; i <= 50; i++) {
            publish(fresh(Integer.toString(i)));
        }
        infrastructure.startAgain(Part.POSTGRES);

        List<String> inOrder =
                IntStream.rangeClosed(0, 50).mapToObj(Integer::toString).toList();
        Awaitility.await()
                .atMost(SOON)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(stored()).isEqualTo(inOrder));
    }

    @Test
    void goesOnStoringWhileRedisIsAwayAndHasPodsCompareAfterwards() throws Exception {
        double noticesBefore =
                meters.counter("heliograph.notices", "cause", "routes_unread").count();
        infrastructure.server(Part.REDIS).kill();
        publish(fresh("a"));
        Awaitility.await().atMost(SOON).until(() -> stored().size() == 1);
        infrastructure.startAgain(Part.REDIS);

        try (var pod = PodListener.openPatiently(redis, RedisKey.pod("pod-2"))) {
            route(channel, "pod-2");
            publish(fresh("b"));
            Awaitility.await()
                    .atMost(SOON)
                    .untilAsserted(() -> assertThat(publications(pod))
                            .extracting(p -> p.id() + "@" + p.offset())
                            .containsExactly("b@2"));
        }
        assertThat(meters.counter("heliograph.notices", "cause", "routes_unread")
                        .count())
                .isGreaterThan(noticesBefore);
    }

    @Test
    void hasAllPodsCompareThePartitionThatItsSuccessorTakesOver() throws Exception {
        publish(fresh("a"));
        Awaitility.await().atMost(SOON).until(() -> stored().size() == 1);
        try (var pods = PodListener.open(redis, RedisKey.ALL_PODS)) {
            int partition = database.execute(
                            "SELECT kafka_partition FROM delivery.publication WHERE channel = '%s'", channel)
                    .iterator()
                    .next()
                    .getInteger(0);

            // What another owner would do: the next batch is fenced, and this one takes the partition over again.
            database.execute(
                    "UPDATE delivery.partition_checkpoint SET next_offset = next_offset - 1 WHERE topic = 'heliograph.publications' AND kafka_partition = %d",
                    partition);
            publish(fresh("b"));

            Awaitility.await()
                    .atMost(SOON)
                    .untilAsserted(
                            () -> assertThat(pods.received()).contains(new CompareNotice.Partition(partition, 8)));
            Awaitility.await()
                    .atMost(SOON)
                    .untilAsserted(() -> assertThat(stored()).containsExactly("a", "b"));
        }
    }

    @Test
    void keepsWhatDevicesAcknowledge() throws Exception {
        var position = new Position(7, 20);
        send(
                Topic.ACKNOWLEDGEMENTS,
                unique,
                "{\"user\":\"%s\",\"device\":\"d1\",\"positions\":{\"%s\":\"%s\"}}"
                        .formatted(unique, channel, position),
                Map.of(
                        "ce_specversion",
                        "1.0",
                        "ce_id",
                        unique,
                        "ce_source",
                        "/gateway",
                        "ce_type",
                        EventType.ACKNOWLEDGEMENT));

        Awaitility.await()
                .atMost(SOON)
                .untilAsserted(() ->
                        assertThat(positions.of(unique, "d1")).isEqualTo(Map.of(new ChannelName(channel), position)));
    }

    @Test
    void tellsTheSourceOnceThatADeviceOfTheUserAppliedIt() throws Exception {
        var own = ChannelName.ofUser(unique);
        send(
                own.value(),
                "{}",
                Map.of(
                        "ce_specversion",
                        "1.0",
                        "ce_id",
                        unique,
                        "ce_source",
                        "/shop/" + unique,
                        "ce_type",
                        "order.shipped",
                        "ce_time",
                        Instant.now().toString(),
                        "ce_channel",
                        own.value(),
                        "ce_receipt",
                        "all"));
        JsonNode accepted = receipt(EventType.RECEIPT_ACCEPTED);

        send(
                Topic.ACKNOWLEDGEMENTS,
                unique,
                "{\"user\":\"%s\",\"device\":\"d1\",\"positions\":{\"%s\":\"%s\"}}"
                        .formatted(unique, own, accepted.path("position").asText()),
                Map.of(
                        "ce_specversion",
                        "1.0",
                        "ce_id",
                        unique,
                        "ce_source",
                        "/gateway",
                        "ce_type",
                        EventType.ACKNOWLEDGEMENT));
        JsonNode delivered = receipt(EventType.RECEIPT_DELIVERED);

        assertThat(delivered.path("event")).isEqualTo(accepted.path("event"));
        assertThat(delivered.path("channel").asText()).isEqualTo(own.value());
        assertThat(delivered.path("position")).isEqualTo(accepted.path("position"));
        var again = new Acknowledgement(
                unique, "d2", own, Position.parse(accepted.path("position").asText()));
        assertThat(deliveries.take(List.of(again), Instant.now())).isEmpty();
    }

    /** The data of the first receipt of the type that is about the event of this test. */
    private JsonNode receipt(String type) throws IOException {
        try (var receipts = new TopicReader(bootstrapServers, Topic.RECEIPTS.topicName(), RECEIPT_PARTITIONS)) {
            var found = receipts.await(
                    message -> TopicReader.header(message, "ce_type").equals(type)
                            && new String(message.value(), UTF_8).contains(unique));
            return new JsonMapper().readTree(found.value());
        }
    }

    private void route(String channel, String pod) throws Exception {
        redis.send(Request.cmd(Command.HSET)
                        .arg(RedisKey.route(new ChannelName(channel)))
                        .arg(pod)
                        .arg("1"))
                .toCompletionStage()
                .toCompletableFuture()
                .get();
    }

    private PublicationEvent fresh(String id) {
        PublicationEvent event = event(id, channel);
        return new PublicationEvent(
                event.id(), event.source(), event.type(), Instant.now(), event.channel(), event.data());
    }

    private void publish(PublicationEvent... events) throws Exception {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        for (PublicationEvent event : events) {
            var record = Events.binary(0, 0, event);
            sent.add(producer.send(
                    new ProducerRecord<>(record.topic(), null, record.key(), record.value(), record.headers())));
        }
        for (Future<RecordMetadata> each : sent) {
            each.get();
        }
    }

    private void send(String key, String value, Map<String, String> headers) throws Exception {
        send(Topic.PUBLICATIONS, key, value, headers);
    }

    private void send(Topic topic, String key, String value, Map<String, String> headers) throws Exception {
        var record = new ProducerRecord<>(topic.topicName(), key.getBytes(UTF_8), value.getBytes(UTF_8));
        headers.forEach((name, text) -> record.headers().add(name, text.getBytes(UTF_8)));
        record.headers().add("kept", "as it was".getBytes(UTF_8));
        producer.send(record).get();
    }

    private List<String> stored() {
        return StreamSupport.stream(
                        database.execute(
                                        "SELECT id FROM delivery.publication WHERE channel = '%s' ORDER BY channel_offset",
                                        channel)
                                .spliterator(),
                        false)
                .map(row -> row.getString(0))
                .toList();
    }

    private static List<PodMessage.Publication> publications(PodListener pod) {
        return pod.received().stream()
                .filter(PodMessage.Publication.class::isInstance)
                .map(PodMessage.Publication.class::cast)
                .toList();
    }
}
