package io.heliograph.notification;

import static io.heliograph.notification.TopicReader.header;
import static io.heliograph.notification.TopicReader.key;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.heliograph.contracts.event.EventAttribute;
import io.heliograph.notification.deadletter.kafka.DeadLetterWriter;
import io.heliograph.notification.decision.postgres.RecipientDecisions;
import io.heliograph.notification.inbox.InboxCursor;
import io.heliograph.notification.inbox.InboxItem;
import io.heliograph.notification.inbox.postgres.Database;
import io.heliograph.notification.inbox.postgres.InboxStore;
import io.heliograph.notification.inbox.postgres.PageReader;
import io.heliograph.notification.intake.IntakePolicy;
import io.heliograph.notification.intake.RetrySchedule;
import io.heliograph.notification.intake.kafka.RecordIntake;
import io.heliograph.notification.intake.micrometer.IntakeMetrics;
import io.heliograph.notification.publishing.kafka.AcknowledgedProducer;
import io.heliograph.notification.publishing.kafka.PublicationWriter;
import io.heliograph.notification.receipt.Receipt;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Notifications that are taken in together, as when the intake is behind. */
@QuarkusTest
@SuppressWarnings("NullAway.Init") // the test framework fills the fields
class TogetherTest extends RunningService {
    private static final Duration WITHIN = Duration.ofSeconds(10);

    @Inject
    Pool pool;

    @Inject
    RecipientDecisions decisions;

    @Inject
    InboxStore store;

    @Inject
    PageReader pages;

    @Inject
    PublicationWriter publications;

    @Inject
    AcknowledgedProducer producer;

    private final List<Receipt> receipts = new ArrayList<>();
    private RecordIntake intake;

    @BeforeEach
    void prepare() {
        RetrySchedule retries = new RetrySchedule(WITHIN, WITHIN);
        intake = new RecordIntake(
                new IntakePolicy(),
                decisions,
                store,
                publications,
                new DeadLetterWriter(producer),
                receipts::add,
                new IntakeMetrics(new SimpleMeterRegistry(), retries),
                InstantSource.system(),
                WITHIN);
    }

    @Test
    void eachUserGetsTheirOwn() {
        CloudEvent first = withReceipt(Events.notification("First", "bob-" + user, user));
        CloudEvent second = withReceipt(Events.notification("Second", "cid-" + user));

        int taken = intake.take(List.of(record(first), record(second)));

        assertThat(taken).isEqualTo(2);
        assertThat(titles(user)).containsExactly("First");
        assertThat(titles("bob-" + user)).containsExactly("First");
        assertThat(titles("cid-" + user)).containsExactly("Second");
        assertThat(receipts).hasSize(2);
        try (TopicReader reader = publications()) {
            assertThat(reader.first(3, record -> key(record).endsWith(user)))
                    .extracting(TopicReader::key)
                    .containsExactlyInAnyOrder("user:" + user, "user:bob-" + user, "user:cid-" + user);
        }
    }

    @Test
    void onesOfTheSameUserFollowEachOther() {
        List<ConsumerRecord<byte[], byte[]>> both = List.of(
                record(Events.notification("First", user).build()),
                record(Events.notification("Second", user).build()));

        assertThat(intake.take(both)).isEqualTo(1);
        assertThat(titles(user)).containsExactly("First");
        assertThat(intake.take(both.subList(1, 2))).isEqualTo(1);
        assertThat(titles(user)).containsExactly("Second", "First");
    }

    @Test
    void whatWasTakenInBeforeIsNotTakenInAgain() {
        ConsumerRecord<byte[], byte[]> known =
                record(Events.notification("Known", user).build());
        ConsumerRecord<byte[], byte[]> fresh =
                record(Events.notification("Fresh", "bob-" + user).build());
        intake.take(List.of(known));

        assertThat(intake.take(List.of(known, fresh))).isEqualTo(2);

        assertThat(titles(user)).containsExactly("Known");
        assertThat(titles("bob-" + user)).containsExactly("Fresh");
        assertThat(store.countUnread(List.of(user, "bob-" + user)).values()).containsExactly(1L, 1L);
    }

    @Test
    void oneThatFailsIsSetAsideAlone() {
        String broken = "bob-" + user;
        new Database(pool, WITHIN)
                .execute(
                        "INSERT INTO notification.preferences (recipient, choices) VALUES ($1, '[]')",
                        Tuple.of(broken));
        CloudEvent undecidable =
                Events.notification("For choices that nobody wrote", broken).build();

        int taken = intake.take(List.of(
                record(Events.notification("Before", user).build()),
                record(undecidable),
                record(Events.notification("Behind", "cid-" + user).build())));

        assertThat(taken).isEqualTo(3);
        assertThat(titles(user)).containsExactly("Before");
        assertThat(titles("cid-" + user)).containsExactly("Behind");
        assertThat(receipts).singleElement().isInstanceOf(Receipt.Rejected.class);
        try (TopicReader reader = deadLetters()) {
            Optional<String> id = reader.first(1, record -> key(record).equals(user)).stream()
                    .map(record -> header(record, "ce_id"))
                    .findFirst();
            assertThat(id).contains(undecidable.getId());
        }
    }

    private List<String> titles(String recipient) {
        return pages.items(recipient, 10, InboxCursor.START).stream()
                .map(InboxItem::form)
                .map(form -> new String(form.shared().array(), StandardCharsets.UTF_8))
                .map(form -> form.replaceFirst(".*\"title\":\"([^\"]*)\".*", "$1"))
                .toList();
    }

    private static CloudEvent withReceipt(CloudEventBuilder event) {
        return event.withExtension(EventAttribute.RECEIPT, "all").build();
    }

    private ConsumerRecord<byte[], byte[]> record(CloudEvent event) {
        ProducerRecord<byte[], byte[]> sent = Events.binary(user, event);
        return new ConsumerRecord<>(
                sent.topic(),
                0,
                0,
                Instant.now().toEpochMilli(),
                TimestampType.CREATE_TIME,
                sent.key().length,
                sent.value().length,
                sent.key(),
                sent.value(),
                new RecordHeaders(sent.headers()),
                Optional.empty());
    }
}
