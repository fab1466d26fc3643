package io.heliograph.cli.platform;

/**
 * Where a platform's infrastructure is, and the secrets to use it with.
 *
 * @param kafka {@code host:port}
 * @param redis a {@code redis://} URL
 * @param postgres a {@code postgresql://} URL without credentials
 * @param historyCredential the secret that gateways show to delivery-store
 */
public record PlatformAddresses(
        String kafka,
        String redis,
        String postgres,
        String postgresUser,
        String postgresPassword,
        String issuer,
        String historyUrl,
        String historyCredential) {
    /** What a database client takes. */
    public String postgresWithCredentials() {
        return postgres.replace("://", "://%s:%s@".formatted(postgresUser, postgresPassword));
    }

    @Override
    public String toString() {
        return "PlatformAddresses[kafka=%s, redis=%s, postgres=%s, issuer=%s, history=%s]"
                .formatted(kafka, redis, postgres, issuer, historyUrl);
    }
}
