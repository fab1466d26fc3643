package io.heliograph.client.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.heliograph.client.event.EventRefusedException;
import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.json.JsonBytes;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class HeliographEmitterTest {
    private static final ChannelName ROOM = new ChannelName("room:lobby");
    private static final String TRACEPARENT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    private final HeliographEmitter emitter = new HeliographEmitter(
            producer, URI.create("/shop/orders"), InstantSource.fixed(Instant.parse("2026-01-01T12:00:00Z")));

    @Test
    void writesTheAttributesAsHeadersAndTheDataAsTheValue() {
        Accepted accepted = emitter.notification("order-4711:shipped")
                .to("42")
                .title("On its way")
                .url("/orders/4711")
                .traceparent(TRACEPARENT)
                .send()
                .join();

        assertThat(accepted.id()).isEqualTo("order-4711:shipped");
        assertThat(accepted.topic()).isEqualTo("heliograph.notifications");
        assertThat(text(sent().key())).isEqualTo("42");
        assertThat(text(sent().value()))
                .isEqualTo("{\"recipients\":[\"42\"],\"title\":\"On its way\",\"url\":\"/orders/4711\"}");
        assertThat(headers())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "ce_specversion", "1.0",
                        "ce_id", "order-4711:shipped",
                        "ce_source", "/shop/orders",
                        "ce_type", "io.heliograph.notification.v1",
                        "ce_time", "2026-01-01T12:00Z",
                        "ce_traceparent", TRACEPARENT,
                        "content-type", "application/json"));
    }

    @Test
    void keepsEventsOfOneKeyInOrder() {
        var _ = emitter.notification("1")
                .to("42")
                .title("T")
                .key("order-4711")
                .collapseKey("status")
                .send();

        assertThat(text(sent().key())).isEqualTo("order-4711");
        assertThat(headers()).containsEntry("ce_partitionkey", "order-4711").containsEntry("ce_collapsekey", "status");
    }

    @Test
    void notifiesTheFollowersOfAFeedAndTakesThatBack() {
        var _ = emitter.notification("1").toFollowers("team-7").title("T").send();

        assertThat(text(sent().key())).isEqualTo("team-7");
        assertThat(text(sent().value())).isEqualTo("{\"audience\":{\"followers\":\"team-7\"},\"title\":\"T\"}");

        var _ = emitter.notificationRetraction("2", "1").fromFollowers("team-7").send();

        assertThat(text(sent().key())).isEqualTo("team-7");
        assertThat(text(sent().value()))
                .isEqualTo(
                        "{\"retracts\":{\"source\":\"/shop/orders\",\"id\":\"1\"},\"audience\":{\"followers\":\"team-7\"}}");
    }

    @Test
    void notifiesEveryoneAndTakesThatBack() {
        var _ = emitter.notification("1").toEveryone().title("T").send();

        assertThat(text(sent().key())).isEqualTo("everyone");
        assertThat(text(sent().value())).isEqualTo("{\"audience\":{\"everyone\":true},\"title\":\"T\"}");

        var _ = emitter.notificationRetraction("2", "1").fromEveryone().send();

        assertThat(text(sent().key())).isEqualTo("everyone");
        assertThat(text(sent().value()))
                .isEqualTo(
                        "{\"retracts\":{\"source\":\"/shop/orders\",\"id\":\"1\"},\"audience\":{\"everyone\":true}}");
    }

    @Test
    void takesAnActivityBack() {
        var _ = emitter.activityRetraction("2", "1").from("team-7").send();

        assertThat(sent().topic()).isEqualTo("heliograph.activities");
        assertThat(text(sent().value()))
                .isEqualTo("{\"retracts\":{\"source\":\"/shop/orders\",\"id\":\"1\"},\"feeds\":[\"team-7\"]}");
    }

    @Test
    void addressesRecipientsOrAnAudienceAndNotBoth() {
        var draft = emitter.notification("1").to("42").toEveryone().title("T");

        assertThatExceptionOfType(EventRefusedException.class)
                .isThrownBy(draft::send)
                .withMessageStartingWith("schema_violation");
    }

    @Test
    void sendsActivitiesByTheirFirstFeed() {
        var _ = emitter.activity("1")
                .actor("bob", "Bob")
                .verb("commented")
                .object("document", "plan")
                .feeds("team-7", "bob")
                .send();

        assertThat(sent().topic()).isEqualTo("heliograph.activities");
        assertThat(text(sent().key())).isEqualTo("team-7");
    }

    @Test
    void retractsWhatItsSourceHasSent() {
        var _ = emitter.notificationRetraction("2", "1").from("42").send();

        assertThat(text(sent().value()))
                .isEqualTo("{\"retracts\":{\"source\":\"/shop/orders\",\"id\":\"1\"},\"recipients\":[\"42\"]}");
    }

    @Test
    void publishesByteForByteUnderTheChannel() {
        var _ = emitter.publication("1", ROOM, "chat.message")
                .data(JsonBytes.of("{\"a\" : 1.0}"))
                .receipts("all")
                .send();

        assertThat(sent().topic()).isEqualTo("heliograph.publications");
        assertThat(text(sent().key())).isEqualTo("room:lobby");
        assertThat(text(sent().value())).isEqualTo("{\"a\" : 1.0}");
        assertThat(headers()).containsEntry("ce_channel", "room:lobby").containsEntry("ce_receipt", "all");
    }

    @Test
    void removesALatestValueByARecordWithoutValue() {
        var _ = emitter.latest("1", new ChannelName("live:match"), "score", "score")
                .send();

        assertThat(sent().topic()).isEqualTo("heliograph.signals");
        assertThat(sent().value()).isNull();
        assertThat(headers()).containsEntry("ce_durability", "latest").containsEntry("ce_statekey", "score");
    }

    @Test
    void sendsNothingThatItsConsumerWouldRefuse() {
        assertThatExceptionOfType(EventRefusedException.class)
                .isThrownBy(() -> emitter.notification("1").to("42").title("").send())
                .withMessageStartingWith("schema_violation /title: ");
        assertThatExceptionOfType(EventRefusedException.class)
                .isThrownBy(() -> emitter.publication("1", new ChannelName("nowhere:1"), "t")
                        .data(JsonBytes.of("1"))
                        .send())
                .withMessageStartingWith("unknown_kind /attributes/channel: ");

        assertThat(producer.history()).isEmpty();
    }

    @Test
    void failsWhenKafkaDoesNotTakeIt() {
        producer.sendException = new TimeoutException("no metadata");

        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(() ->
                        emitter.notification("1").to("42").title("T").send().join())
                .withCauseInstanceOf(TimeoutException.class);
    }

    @Test
    void isSafeWhateverItIsConfiguredWith() {
        assertThat(HeliographEmitter.producerConfiguration(Map.of(ProducerConfig.ACKS_CONFIG, "0")))
                .containsEntry(ProducerConfig.ACKS_CONFIG, "all")
                .containsEntry(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    }

    @Test
    void takesNoOtherPartitioner() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HeliographEmitter.connect(
                        Map.of(ProducerConfig.PARTITIONER_CLASS_CONFIG, "com.example.Mine"), URI.create("/shop")))
                .withMessage("partitioner.class must be left out, is com.example.Mine");
    }

    private ProducerRecord<byte[], byte[]> sent() {
        return producer.history().getLast();
    }

    private Map<String, String> headers() {
        Map<String, String> headers = new TreeMap<>();
        sent().headers().forEach(header -> headers.put(header.key(), text(header.value())));
        return headers;
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
