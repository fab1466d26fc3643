package io.heliograph.cli.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.cli.platform.push.PushKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ServiceEnvironmentTest {
    private static final PlatformPlan PLAN = new PlatformPlan(PortPlan.DEFAULT, new Replicas(2, 1), 8_080);
    private static final PlatformAddresses ADDRESSES = new PlatformAddresses(
            "http://localhost:8080",
            "127.0.0.1:19092",
            "redis://127.0.0.1:16379",
            "postgresql://127.0.0.1:15432/heliograph",
            "ann",
            "database secret",
            "http://127.0.0.1:18080",
            "http://127.0.0.1:8091",
            "history secret",
            PushKey.keptIn(newFile()),
            "document secret");

    @Test
    void tellsAGatewayWhereRedisTheIssuerAndTheStoreAre() {
        assertThat(environmentOf(ServiceKind.GATEWAY))
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        Map.entry("QUARKUS_HTTP_HOST", "127.0.0.1"),
                        Map.entry("QUARKUS_HTTP_PORT", "8081"),
                        Map.entry("QUARKUS_MANAGEMENT_HOST", "127.0.0.1"),
                        Map.entry("QUARKUS_MANAGEMENT_PORT", "9081"),
                        Map.entry("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:19092"),
                        Map.entry("HELIOGRAPH_POD_NAME", "gateway-1"),
                        Map.entry("QUARKUS_REDIS_HOSTS", "redis://127.0.0.1:16379"),
                        Map.entry("QUARKUS_OIDC_AUTH_SERVER_URL", "http://127.0.0.1:18080"),
                        Map.entry("QUARKUS_OIDC_TOKEN_AUDIENCE", "heliograph"),
                        Map.entry("GATEWAY_CONNECTION_ALLOWED_ORIGINS", "http://localhost:8080"),
                        Map.entry("GATEWAY_HISTORY_URL", "http://127.0.0.1:8091"),
                        Map.entry("GATEWAY_HISTORY_CREDENTIAL", "history secret")));
    }

    @Test
    void tellsTheStoreWhereRedisAndTheDatabaseAreAndWhoMayAsk() {
        assertThat(environmentOf(ServiceKind.DELIVERY_STORE))
                .containsEntry("QUARKUS_REDIS_HOSTS", "redis://127.0.0.1:16379")
                .containsEntry("QUARKUS_DATASOURCE_USERNAME", "ann")
                .containsEntry("QUARKUS_DATASOURCE_PASSWORD", "database secret")
                .containsEntry("QUARKUS_DATASOURCE_REACTIVE_URL", "postgresql://127.0.0.1:15432/heliograph")
                .containsEntry("QUARKUS_DATASOURCE_JDBC_URL", "jdbc:postgresql://127.0.0.1:15432/heliograph")
                .containsEntry("DELIVERY_HTTP_CREDENTIAL", "history secret")
                .doesNotContainKey("QUARKUS_OIDC_AUTH_SERVER_URL");
    }

    @Test
    void tellsTheNotificationServiceWhereRedisAndHistoryAreHowPushServicesKnowItAndItsCategories() {
        assertThat(environmentOf(ServiceKind.NOTIFICATION))
                .containsEntry("QUARKUS_REDIS_HOSTS", "redis://127.0.0.1:16379")
                .containsEntry("NOTIFICATION_HISTORY_URL", "http://127.0.0.1:8091")
                .containsEntry("NOTIFICATION_HISTORY_CREDENTIAL", "history secret")
                .containsEntry(
                        "NOTIFICATION_PUSH_VAPID_PUBLIC_KEY",
                        ADDRESSES.pushKey().publicKey())
                .containsEntry(
                        "NOTIFICATION_PUSH_VAPID_PRIVATE_KEY",
                        ADDRESSES.pushKey().privateKey())
                .containsEntry("NOTIFICATION_PUSH_VAPID_SUBJECT", "mailto:nobody@localhost")
                .containsEntry("NOTIFICATION_CATEGORIES_SECURITY_REQUIRED", "true");
    }

    @Test
    void tellsTheDocumentServiceHowTokensAreSigned() {
        assertThat(environmentOf(ServiceKind.DOCUMENT)).containsEntry("DOCUMENT_TOKEN_KEY", "document secret");
    }

    @Test
    void givesTheDatabasePasswordToNoServiceWithoutADatabase() {
        assertThat(environmentOf(ServiceKind.GATEWAY)).doesNotContainValue("database secret");
    }

    @Test
    void printsNoSecret() {
        assertThat(ADDRESSES.toString()).doesNotContain("secret");
    }

    private static Path newFile() {
        try {
            return Files.createTempDirectory("push").resolve("key.json");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> environmentOf(ServiceKind kind) {
        return ServiceEnvironment.of(PLAN.services(kind).getFirst(), ADDRESSES);
    }
}
