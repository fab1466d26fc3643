package io.heliograph.gateway.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.heliograph.cli.platform.DataFolder;
import io.heliograph.cli.platform.testing.Infrastructure;
import io.heliograph.cli.platform.testing.Part;
import io.heliograph.contracts.protocol.ClientFrame;
import io.heliograph.contracts.protocol.CloseCode;
import io.heliograph.contracts.registry.RedisKey;
import io.heliograph.contracts.wire.PodMessage;
import io.heliograph.gateway.connection.ConnectionFixture.Client;
import io.heliograph.gateway.routing.PodId;
import io.heliograph.gateway.routing.PodListener;
import io.heliograph.gateway.routing.redis.RunningRegistry;
import io.heliograph.gateway.signal.redis.RunningSignals;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two gateways that see each other through a real Redis. */
class TwoGatewaysTest {
    private static Infrastructure infrastructure;
    private static Vertx vertx;
    private static Redis redis;

    private final Gateway here = new Gateway("here");
    private final Gateway there = new Gateway("there");

    @BeforeAll
    static void startRedis(@TempDir Path folder) {
        infrastructure = Infrastructure.start(new DataFolder(folder), EnumSet.of(Part.REDIS));
        vertx = Vertx.vertx();
        redis = Redis.createClient(vertx, infrastructure.redisUrl());
    }

    @AfterAll
    static void stopRedis() {
        redis.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
        infrastructure.close();
    }

    @BeforeEach
    void waitUntilBothAreThere() {
        await().until(() -> here.isThere && there.isThere);
    }

    @AfterEach
    void leave() {
        here.registry.close();
        there.registry.close();
    }

    @Test
    void aConnectionThatIsReplacedOnTheOtherGatewayIsClosed() {
        Client old = there.open("d1");
        Client tablet = there.open("d2");
        String predecessor = there.idOf(1);
        await().until(() -> isKnown(predecessor) && isKnown(there.idOf(2)));

        here.replace("d1", there.idOf(2));
        here.replace("d1", predecessor);

        await().untilAsserted(() -> {
            there.fixture.run();
            assertThat(old.closed).isEqualTo(CloseCode.REPLACED);
        });
        assertThat(tablet.closed).as("another device's").isNull();
    }

    private static boolean isKnown(String connection) {
        return redis.send(Request.cmd(Command.HEXISTS)
                                .arg(RedisKey.connections("ann"))
                                .arg(connection))
                        .toCompletionStage()
                        .toCompletableFuture()
                        .join()
                        .toInteger()
                == 1;
    }

    private static final class Gateway implements PodListener {
        private final String name;
        private final RunningRegistry registry;
        private final ConnectionFixture fixture;
        private volatile boolean isThere;

        private Gateway(String name) {
            this.name = name;
            var pod = new PodId("pod-" + name);
            registry = new RunningRegistry(vertx, infrastructure.redisUrl(), pod, this);
            fixture = new ConnectionFixture(name, RunningSignals.start(vertx, redis, pod), registry.users());
        }

        Client open(String device) {
            Client client = fixture.connect();
            client.say(new ClientFrame.Hello("ann", device, null, null, List.of()));
            return client;
        }

        void replace(String device, String predecessor) {
            fixture.connect().say(new ClientFrame.Hello("ann", device, null, predecessor, List.of()));
        }

        String idOf(int number) {
            return name + number;
        }

        @Override
        public void onBatch(List<PodMessage> messages) {
            for (PodMessage message : messages) {
                if (message instanceof PodMessage.CloseConnection close) {
                    fixture.local.close(close);
                }
            }
        }

        @Override
        public void onRegistryRestored() {
            isThere = true;
        }

        @Override
        public void onRegistryAway(boolean away) {}
    }
}
