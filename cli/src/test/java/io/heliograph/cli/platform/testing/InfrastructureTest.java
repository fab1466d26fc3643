package io.heliograph.cli.platform.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.heliograph.cli.platform.DataFolder;
import io.heliograph.cli.platform.TopicLayout;
import io.heliograph.cli.platform.postgres.PostgresServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InfrastructureTest {
    private static Infrastructure infrastructure;

    @BeforeAll
    static void start(@TempDir Path folder) {
        infrastructure = Infrastructure.start(new DataFolder(folder), EnumSet.allOf(Part.class));
    }

    @AfterAll
    static void stop() {
        infrastructure.close();
    }

    @Test
    void kafkaHasThePlatformsTopicsAndNoOthers() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", infrastructure.kafkaBootstrapServers()))) {
            var names = admin.listTopics().names().get();
            Map<String, Integer> partitions = admin.describeTopics(names).allTopicNames().get().values().stream()
                    .collect(Collectors.toMap(
                            TopicDescription::name, topic -> topic.partitions().size()));

            assertThat(partitions)
                    .isEqualTo(TopicLayout.ALL.stream()
                            .collect(Collectors.toMap(TopicLayout::name, TopicLayout::partitions)));
        }
    }

    @Test
    void kafkaKeepsRecordsWhenItIsKilledAndStartedAgain() throws Exception {
        produce("heliograph.receipts", "before");

        infrastructure.server(Part.KAFKA).kill();
        infrastructure.startAgain(Part.KAFKA);
        produce("heliograph.receipts", "after");

        assertThat(consume("heliograph.receipts", 2)).containsExactlyInAnyOrder("before", "after");
    }

    @Test
    void postgresKeepsRowsWhenItIsKilledAndStartedAgain() throws SQLException {
        execute("CREATE TABLE kept AS SELECT 42 AS answer");

        infrastructure.server(Part.POSTGRES).kill();
        infrastructure.startAgain(Part.POSTGRES);

        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT answer FROM kept")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getInt(1)).isEqualTo(42);
        }
    }

    @Test
    void redisIsAnotherProcessAfterItWasStartedAgain() {
        var before = infrastructure.server(Part.REDIS);

        before.close();
        boolean readyWhileAway = before.server().isReady();
        infrastructure.startAgain(Part.REDIS);

        assertThat(readyWhileAway).isFalse();
        assertThat(infrastructure.server(Part.REDIS).pid()).isNotEqualTo(before.pid());
        assertThat(infrastructure.server(Part.REDIS).server().isReady()).isTrue();
    }

    @Test
    void theIssuerPublishesWhereItsKeysAre() throws Exception {
        String issuer = infrastructure.issuer().url();

        String discovery;
        try (HttpClient client = HttpClient.newHttpClient()) {
            discovery = client.send(
                            HttpRequest.newBuilder(URI.create(issuer + "/.well-known/openid-configuration"))
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
        }

        assertThat(discovery).contains("\"issuer\":\"" + issuer + "\"", "\"jwks_uri\":\"" + issuer + "/jwks\"");
    }

    @Test
    void tellsServicesWhereEverythingIs() {
        assertThat(infrastructure.quarkusConfiguration())
                .containsOnlyKeys(
                        "kafka.bootstrap.servers",
                        "quarkus.redis.hosts",
                        "quarkus.datasource.jdbc.url",
                        "quarkus.datasource.reactive.url",
                        "quarkus.datasource.username",
                        "quarkus.datasource.password",
                        "quarkus.oidc.auth-server-url");
    }

    @Test
    void refusesToNameAPartThatWasNotStarted(@TempDir Path folder) {
        try (Infrastructure empty = Infrastructure.start(new DataFolder(folder), EnumSet.noneOf(Part.class))) {
            assertThatIllegalStateException().isThrownBy(empty::redisUrl).withMessage("REDIS was not started");
        }
    }

    private static void produce(String topic, String value) throws Exception {
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", infrastructure.kafkaBootstrapServers()),
                new StringSerializer(),
                new StringSerializer())) {
            producer.send(new ProducerRecord<>(topic, value)).get();
        }
    }

    private static List<String> consume(String topic, int count) {
        try (var consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        infrastructure.kafkaBootstrapServers(),
                        "group.id",
                        "test",
                        "auto.offset.reset",
                        "earliest"),
                new StringDeserializer(),
                new StringDeserializer())) {
            consumer.subscribe(List.of(topic));
            List<String> values = new ArrayList<>();
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> values.add(record.value()));
                return values.size() >= count;
            });
            return values;
        }
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Connection connect() throws SQLException {
        return DriverManager.getConnection(infrastructure.jdbcUrl(), PostgresServer.USER, PostgresServer.PASSWORD);
    }
}
