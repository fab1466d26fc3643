package io.heliograph.document.fanout.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.heliograph.cli.platform.DataFolder;
import io.heliograph.cli.platform.testing.Infrastructure;
import io.heliograph.cli.platform.testing.Part;
import io.heliograph.document.fanout.WireMessage;
import io.heliograph.document.name.DocumentName;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Two processes on a real Redis. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // filled before all tests
class RedisWireTest {
    private static final DocumentName PLAN = new DocumentName("notes/größe");
    private static final DocumentName OTHER = new DocumentName("notes/other");

    private final Vertx vertx = Vertx.vertx();
    private Infrastructure infrastructure;

    /** A process: what it hears, and of which documents it listens. */
    private static final class Peer implements RedisWire.Listener, AutoCloseable {
        final RedisWire wire;
        final List<String> heard = new CopyOnWriteArrayList<>();
        final List<DocumentName> listening = new CopyOnWriteArrayList<>();

        Peer(Vertx vertx, String redis) {
            wire = new RedisWire(vertx);
            wire.start(new RedisOptions().addConnectionString(redis), this);
            wire.listen(PLAN);
            soon(() -> assertThat(listening).containsExactly(PLAN));
        }

        @Override
        public void hear(DocumentName document, WireMessage message) {
            heard.add("%s %s".formatted(document, new String(message.encode(), StandardCharsets.UTF_8)));
        }

        @Override
        public void listening(DocumentName document) {
            listening.add(document);
        }

        @Override
        public void close() {
            wire.close();
        }
    }

    @BeforeAll
    void start() throws IOException {
        Path parent = Files.createDirectories(Path.of("target", "infrastructure"));
        infrastructure =
                Infrastructure.start(new DataFolder(Files.createTempDirectory(parent, "")), Set.of(Part.REDIS));
    }

    @AfterAll
    void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
        infrastructure.close();
    }

    @Test
    void bringsWhatIsToldToWhoeverListens() {
        try (Peer one = peer();
                Peer other = peer()) {
            one.wire.tell(OTHER, here(1));
            one.wire.tell(PLAN, new WireMessage.Appended("one", 2, new byte[WireMessage.MAX_UPDATE]));
            other.wire.listen(OTHER);
            soon(() -> assertThat(other.listening).containsExactly(PLAN, OTHER));
            one.wire.tell(OTHER, here(3));

            soon(() -> assertThat(other.heard).hasSize(2).last().isEqualTo(said(OTHER, here(3))));
            assertThat(one.heard).as("also what it told itself").containsExactly(other.heard.getFirst());
        }
    }

    @Test
    void hearsNothingOfADocumentThatItForgot() {
        try (Peer one = peer();
                Peer other = peer()) {
            other.wire.listen(OTHER);
            other.wire.forget(PLAN);
            soon(() -> assertThat(other.listening).contains(OTHER));
            one.wire.tell(PLAN, here(1));
            one.wire.tell(OTHER, here(2));

            soon(() -> assertThat(other.heard).containsExactly(said(OTHER, here(2))));
        }
    }

    @Test
    void goesOnAfterBytesThatAreNoMessage() {
        Redis redis = Redis.createClient(vertx, infrastructure.redisUrl());
        try (Peer one = peer()) {
            for (byte[] foreign : List.of(
                    new byte[0], "u".getBytes(StandardCharsets.UTF_8), new byte[] {'u', -1, 1}, new byte[100])) {
                redis.send(Request.cmd(Command.PUBLISH)
                                .arg("document:" + PLAN.value())
                                .arg(foreign))
                        .toCompletionStage()
                        .toCompletableFuture()
                        .join();
            }
            one.wire.tell(PLAN, here(1));

            soon(() -> assertThat(one.heard).containsExactly(said(PLAN, here(1))));
            assertThat(one.listening).as("without a new connection").containsExactly(PLAN);
        } finally {
            redis.close();
        }
    }

    @Test
    void listensAgainWhenRedisIsBack() {
        try (Peer one = peer()) {
            infrastructure.server(Part.REDIS).kill();
            soon(() -> assertThat(one.wire.isUp()).isFalse());
            one.wire.tell(PLAN, here(1)); // lost
            infrastructure.startAgain(Part.REDIS);
            soon(() -> assertThat(one.listening).containsExactly(PLAN, PLAN));
            one.wire.tell(PLAN, here(2));

            soon(() -> assertThat(one.heard).containsExactly(said(PLAN, here(2))));
        }
    }

    private Peer peer() {
        return new Peer(vertx, infrastructure.redisUrl());
    }

    private static WireMessage here(long sequence) {
        return new WireMessage.Here("one", sequence);
    }

    private static String said(DocumentName document, WireMessage message) {
        return "%s %s".formatted(document, new String(message.encode(), StandardCharsets.UTF_8));
    }

    private static void soon(ThrowingRunnable assertion) {
        await().atMost(Duration.ofSeconds(20)).untilAsserted(assertion);
    }
}
