package io.heliograph.cli.platform;

import io.heliograph.cli.platform.push.PushKey;

/**
 * Where a platform's infrastructure is, and the secrets to use it with.
 *
 * @param edge the URL that browsers and commands use
 * @param kafka {@code host:port}
 * @param redis a {@code redis://} URL
 * @param postgres a {@code postgresql://} URL without credentials
 * @param pushKey how push services know the platform
 * @param historyCredential the secret that services show to delivery-store
 * @param documentKey the secret that tokens of documents are signed with
 */
public record PlatformAddresses(
        String edge,
        String kafka,
        String redis,
        String postgres,
        String postgresUser,
        String postgresPassword,
        String issuer,
        String historyUrl,
        String historyCredential,
        PushKey pushKey,
        String documentKey) {
    /** What a database client takes. */
    public String postgresWithCredentials() {
        return postgres.replace("://", "://%s:%s@".formatted(postgresUser, postgresPassword));
    }

    @Override
    public String toString() {
        return "PlatformAddresses[edge=%s, kafka=%s, redis=%s, postgres=%s, issuer=%s, history=%s]"
                .formatted(edge, kafka, redis, postgres, issuer, historyUrl);
    }
}
