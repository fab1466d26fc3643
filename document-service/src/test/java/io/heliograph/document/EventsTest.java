package io.heliograph.document;

import static io.heliograph.document.KafkaEvents.header;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.heliograph.contracts.event.EventSchemas;
import io.heliograph.contracts.event.EventType;
import io.heliograph.contracts.event.Topic;
import io.heliograph.contracts.registry.RedisKey;
import io.heliograph.document.access.Access;
import io.heliograph.document.access.DocumentToken;
import io.heliograph.document.access.TokenCodec;
import io.heliograph.document.editing.Rooms;
import io.heliograph.document.editing.Updates;
import io.heliograph.document.log.DocumentLog;
import io.heliograph.document.membership.redis.PodLease;
import io.heliograph.document.name.DocumentName;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import io.vertx.redis.client.RedisOptions;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** What other systems read on Kafka. */
@QuarkusTest
@SuppressWarnings("NullAway.Init") // the test framework fills the fields
class EventsTest extends RunningService {
    private static final int GONE = 1000;

    @Inject
    DocumentLog log;

    @Inject
    TokenCodec tokens;

    @Inject
    Rooms rooms;

    @Inject
    RedisDataSource redis;

    @Inject
    Vertx vertx;

    @Test
    void tellsThatADocumentChanged() throws Exception {
        DocumentName plan = new DocumentName(folder + "/plan");
        log.append(plan, 0, List.of("ann"), Updates.insert(1, 0));

        ConsumerRecord<byte[], byte[]> event =
                events(Topic.DOCUMENTS).first(1, plan.value()).getFirst();

        JsonNode data = new JsonMapper().readTree(event.value());
        assertThat(new EventSchemas().check(EventType.DOCUMENT_CHANGED, event.value()))
                .isEmpty();
        assertThat(header(event, "ce_type")).isEqualTo(EventType.DOCUMENT_CHANGED);
        assertThat(header(event, "ce_source")).isEqualTo("/documents");
        assertThat(header(event, "ce_id")).isEqualTo(plan + ":1");
        assertThat(data.path("document").asText()).isEqualTo(plan.value());
        assertThat(data.path("sequence").asLong()).isEqualTo(1);
        assertThat(data.path("actors")).hasSize(1);
    }

    /** The key of the records is the channel: presence-service refuses any other. */
    @Test
    void tellsWhoIsInADocument() throws Exception {
        DocumentName plan = new DocumentName(folder + "/plan");
        String channel = "document:" + plan;

        WebSocket socket = open(plan, "ann", Access.READ);
        ConsumerRecord<byte[], byte[]> entered =
                events(Topic.MEMBERSHIPS).first(1, channel).getFirst();
        socket.sendClose(GONE, "").join();
        ConsumerRecord<byte[], byte[]> left =
                events(Topic.MEMBERSHIPS).first(2, channel).getLast();

        assertThat(header(entered, "ce_type")).isEqualTo(EventType.MEMBERSHIP_ENTERED);
        assertThat(header(left, "ce_type")).isEqualTo(EventType.MEMBERSHIP_LEFT);
        assertThat(header(left, "ce_source")).isEqualTo("/documents/" + rooms.pod());
        assertThat(header(left, "ce_id")).isNotEqualTo(header(entered, "ce_id"));
        JsonNode in = checked(entered, EventType.MEMBERSHIP_ENTERED);
        JsonNode out = checked(left, EventType.MEMBERSHIP_LEFT);
        assertThat(in.path("channel").asText()).isEqualTo(channel);
        assertThat(in.path("user").asText()).isEqualTo("ann");
        assertThat(in.path("data").toString()).isEqualTo("{\"access\":\"read\"}");
        assertThat(in.path("pod").asText()).isEqualTo(rooms.pod());
        assertThat(out.path("connection")).isEqualTo(in.path("connection"));
        assertThat(out.path("cause").asText()).isEqualTo("closed");
    }

    @Test
    void hasALease() {
        await().untilAsserted(() -> {
            assertThat(redis.key().exists(RedisKey.pod(rooms.pod()), RedisKey.REGISTRY))
                    .isEqualTo(2);
            assertThat(redis.key().pttl(RedisKey.pod(rooms.pod()))).isBetween(1L, 15_000L);
        });
    }

    @Test
    void takesALeaseAgainThatWasLost() {
        String pod = "lost-" + folder.substring(folder.indexOf('/') + 1);
        PodLease lease = new PodLease(vertx, new RedisOptions().addConnectionString(infrastructure.redisUrl()), pod);

        assertThat(lease.renew()).as("taken").isTrue();
        assertThat(lease.renew()).as("taken").isFalse();
        redis.key().del(RedisKey.pod(pod));
        assertThat(lease.renew()).as("taken").isTrue();
        assertThat(redis.key().exists(RedisKey.pod(pod))).isTrue();

        lease.end();
        assertThat(redis.key().exists(RedisKey.pod(pod))).isFalse();
    }

    private WebSocket open(DocumentName document, String user, Access access) {
        Instant now = Instant.now();
        String token = tokens.sign(new DocumentToken(user, document, access, now, now.plusSeconds(60)));
        URI uri = URI.create("ws://%s/documents/sync/%s?token=%s".formatted(service.getAuthority(), document, token));
        return HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(uri, new WebSocket.Listener() {})
                .join();
    }

    private static JsonNode checked(ConsumerRecord<byte[], byte[]> event, String type) throws Exception {
        assertThat(new EventSchemas().check(type, event.value())).isEmpty();
        return new JsonMapper().readTree(event.value());
    }

    private KafkaEvents events(Topic topic) {
        return new KafkaEvents(infrastructure.kafkaBootstrapServers(), topic);
    }
}
