package io.heliograph.presence;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.kafka.KafkaMessageFactory;
import io.heliograph.contracts.event.EventType;
import io.heliograph.contracts.event.Topic;
import io.heliograph.contracts.registry.RedisKey;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** What a gateway process does for others to see: its lease, and its events. */
final class Gateway {
    private static final String OLD_REGISTRY = "1000";

    private final KafkaProducer<byte[], byte[]> kafka;
    private final Redis redis;
    final String pod = "gateway-" + UUID.randomUUID();

    Gateway(KafkaProducer<byte[], byte[]> kafka, Redis redis) {
        this.kafka = kafka;
        this.redis = redis;
    }

    Gateway alive() {
        command(Request.cmd(Command.SET)
                .arg(RedisKey.REGISTRY)
                .arg(OLD_REGISTRY)
                .arg("NX"));
        command(Request.cmd(Command.SET).arg(RedisKey.pod(pod)).arg("1"));
        return this;
    }

    /** The lease ends, and no event says so. */
    void die() {
        command(Request.cmd(Command.DEL).arg(RedisKey.pod(pod)));
    }

    /** As the first gateway does that comes upon an empty registry. */
    void startRegistry() {
        Response time = Objects.requireNonNull(command(Request.cmd(Command.TIME)));
        command(Request.cmd(Command.SET)
                .arg(RedisKey.REGISTRY)
                .arg(time.get(0).toString() + "000")
                .arg("NX"));
    }

    @Nullable
    Response command(Request request) {
        try {
            return redis.send(request).toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    void opened(String user, String connection) {
        emit(user, connection, EventType.CONNECTION_OPENED, "");
    }

    void announced(String user, String connection) {
        emit(user, connection, EventType.CONNECTION_ANNOUNCED, "");
    }

    void idle(String user, String connection, boolean idle) {
        emit(user, connection, EventType.CONNECTION_ACTIVITY, ",\"idle\":" + idle);
    }

    void closed(String user, String connection) {
        emit(user, connection, EventType.CONNECTION_CLOSED, ",\"code\":1001,\"reason\":\"\"");
    }

    void entered(String channel, String user, String connection, String data) {
        emitMember(channel, user, connection, EventType.MEMBERSHIP_ENTERED, ",\"data\":" + data);
    }

    void left(String channel, String user, String connection, String cause) {
        emitMember(channel, user, connection, EventType.MEMBERSHIP_LEFT, ",\"cause\":\"" + cause + "\"");
    }

    /** Whatever a defect may write. */
    void emitRaw(Topic topic, String key, String type, String data) {
        CloudEvent event = CloudEventBuilder.v1()
                .withId(UUID.randomUUID().toString())
                .withSource(URI.create("/gateway/" + pod))
                .withType(type)
                .withTime(Instant.now().atOffset(ZoneOffset.UTC))
                .withData("application/json", data.getBytes(StandardCharsets.UTF_8))
                .build();
        ProducerRecord<byte[], byte[]> record = KafkaMessageFactory.createWriter(
                        topic.topicName(), key.getBytes(StandardCharsets.UTF_8))
                .writeBinary(event);
        var _ = kafka.send(record);
    }

    private void emit(String user, String connection, String type, String more) {
        emitRaw(
                Topic.CONNECTIONS,
                user,
                type,
                "{\"connection\":\"%s\",\"pod\":\"%s\",\"user\":\"%s\",\"device\":\"d1\",\"transport\":\"websocket\",\"at\":\"%s\"%s}"
                        .formatted(connection, pod, user, Instant.now(), more));
    }

    private void emitMember(String channel, String user, String connection, String type, String more) {
        emitRaw(
                Topic.MEMBERSHIPS,
                channel,
                type,
                "{\"channel\":\"%s\",\"user\":\"%s\",\"connection\":\"%s\",\"device\":\"d1\",\"pod\":\"%s\",\"at\":\"%s\"%s}"
                        .formatted(channel, user, connection, pod, Instant.now(), more));
    }
}
