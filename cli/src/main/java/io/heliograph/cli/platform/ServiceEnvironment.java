package io.heliograph.cli.platform;

import java.util.LinkedHashMap;
import java.util.Map;

/** The environment variables that tell a service where everything is; the same names that the Helm chart sets. */
public final class ServiceEnvironment {
    private static final String LOOPBACK = "127.0.0.1";
    /** Whom a push service may write to: here, nobody. */
    private static final String PUSH_SUBJECT = "mailto:nobody@localhost";

    private static final String AUDIENCE = "heliograph";

    private ServiceEnvironment() {}

    /** Contains secrets: for the environment of the process only. */
    public static Map<String, String> of(ServiceInstance service, PlatformAddresses addresses) {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("QUARKUS_HTTP_HOST", LOOPBACK);
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(service.httpPort()));
        environment.put("QUARKUS_MANAGEMENT_HOST", LOOPBACK);
        environment.put("QUARKUS_MANAGEMENT_PORT", Integer.toString(service.managementPort()));
        environment.put("KAFKA_BOOTSTRAP_SERVERS", addresses.kafka());
        environment.put("HELIOGRAPH_POD_NAME", service.name());
        service.kind()
                .needs()
                .forEach(need -> environment.putAll(of(need, service.kind().configuration(), addresses)));
        return environment;
    }

    private static Map<String, String> of(Need need, String prefix, PlatformAddresses addresses) {
        return switch (need) {
            case REDIS -> Map.of("QUARKUS_REDIS_HOSTS", addresses.redis());
            case DATABASE ->
                Map.of(
                        "QUARKUS_DATASOURCE_USERNAME", addresses.postgresUser(),
                        "QUARKUS_DATASOURCE_PASSWORD", addresses.postgresPassword(),
                        "QUARKUS_DATASOURCE_REACTIVE_URL", addresses.postgres(),
                        "QUARKUS_DATASOURCE_JDBC_URL", "jdbc:" + addresses.postgres());
            case OIDC ->
                Map.of("QUARKUS_OIDC_AUTH_SERVER_URL", addresses.issuer(), "QUARKUS_OIDC_TOKEN_AUDIENCE", AUDIENCE);
            case HISTORY_CLIENT ->
                Map.of(
                        prefix + "_HISTORY_URL", addresses.historyUrl(),
                        prefix + "_HISTORY_CREDENTIAL", addresses.historyCredential());
            case PUSH ->
                Map.of(
                        prefix + "_PUSH_VAPID_PUBLIC_KEY", addresses.pushKey().publicKey(),
                        prefix + "_PUSH_VAPID_PRIVATE_KEY", addresses.pushKey().privateKey(),
                        prefix + "_PUSH_VAPID_SUBJECT", PUSH_SUBJECT);
            case CATEGORIES ->
                Map.of(
                        prefix + "_CATEGORIES_ORDERS_TITLE", "Orders",
                        prefix + "_CATEGORIES_SECURITY_TITLE", "Security",
                        prefix + "_CATEGORIES_SECURITY_REQUIRED", "true",
                        prefix + "_CATEGORIES_DEFAULT_TITLE", "Everything else");
            case DOCUMENTS -> Map.of(prefix + "_TOKEN_KEY", addresses.documentKey());
            case ORIGINS -> Map.of(prefix + "_CONNECTION_ALLOWED_ORIGINS", addresses.edge());
            case HISTORY_SERVER -> Map.of(prefix + "_HTTP_CREDENTIAL", addresses.historyCredential());
        };
    }
}
