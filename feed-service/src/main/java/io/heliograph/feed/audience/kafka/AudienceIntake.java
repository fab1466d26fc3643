package io.heliograph.feed.audience.kafka;

import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.KafkaMessageFactory;
import io.heliograph.contracts.event.Topic;
import io.heliograph.feed.audience.Addressed;
import io.heliograph.feed.audience.AudiencePolicy;
import io.heliograph.feed.intake.kafka.RecordDecoder;
import io.heliograph.feed.publishing.kafka.AcknowledgedProducer;
import io.heliograph.feed.store.postgres.FollowRows;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/**
 * Writes a notification for a feed's followers again, for a list of them after the other, and returns when Kafka has acknowledged all. They have the feed as their key, as the event
 * itself should, so that what takes a notification back comes behind all of it. Doing it again reaches nobody twice. Blocks; safe for concurrent use.
 */
public final class AudienceIntake {
    private static final Logger LOG = Logger.getLogger(AudienceIntake.class);

    private final RecordDecoder decoder = new RecordDecoder();
    private final AudiencePolicy policy;
    private final FollowRows follows;
    private final AcknowledgedProducer producer;
    private final InstantSource clock;
    private final Duration publishWithin;

    public AudienceIntake(
            AudiencePolicy policy,
            FollowRows follows,
            AcknowledgedProducer producer,
            InstantSource clock,
            Duration publishWithin) {
        this.policy = policy;
        this.follows = follows;
        this.producer = producer;
        this.clock = clock;
        this.publishWithin = publishWithin;
    }

    /** @throws RuntimeException when PostgreSQL or Kafka is away: the record is to be taken in again */
    public void take(ConsumerRecord<byte[], byte[]> record) {
        if (decoder.decode(record) instanceof RecordDecoder.Decoding.Event(CloudEvent event)) {
            switch (read(record, event)) {
                case Addressed.Elsewhere() -> {}
                case Addressed.TakenBack(String feed, CloudEvent retraction) -> write(feed, List.of(retraction));
                case Addressed.ToFollowers(String feed, Addressed.FollowerNotification notification) ->
                    writeToFollowers(feed, notification);
            }
        }
    }

    private Addressed read(ConsumerRecord<byte[], byte[]> record, CloudEvent event) {
        try {
            return policy.read(event, clock.instant());
        } catch (RuntimeException e) {
            // Reading asks nobody, so it would fail the same way for ever, and everything behind it would wait.
            LOG.errorf(
                    e,
                    "audience.unreadable topic=%s partition=%d offset=%d",
                    record.topic(),
                    record.partition(),
                    record.offset());
            return new Addressed.Elsewhere();
        }
    }

    private void writeToFollowers(String feed, Addressed.FollowerNotification notification) {
        String last = "";
        List<String> followers;
        do {
            followers = follows.followers(feed, last, AudiencePolicy.MAX_RECIPIENTS).stream()
                    .map(FollowRows.Follower::user)
                    .toList();
            if (!followers.isEmpty()) {
                write(feed, notification.to(followers));
                last = followers.getLast();
            }
        } while (followers.size() == AudiencePolicy.MAX_RECIPIENTS);
    }

    private void write(String feed, List<CloudEvent> events) {
        byte[] key = feed.getBytes(StandardCharsets.UTF_8);
        producer.write(
                events.stream()
                        .map(event -> KafkaMessageFactory.createWriter(Topic.NOTIFICATIONS.topicName(), key)
                                .writeBinary(event))
                        .toList(),
                publishWithin);
    }
}
