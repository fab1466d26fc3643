package io.heliograph.gateway.authentication.oidc;

import io.heliograph.gateway.authentication.Authenticator;
import io.heliograph.gateway.authentication.PrincipalReader;
import io.heliograph.gateway.authentication.PrincipalReader.Reading;
import io.heliograph.gateway.health.DependencyStates;
import io.heliograph.gateway.health.DependencyStates.Dependency;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.oidc.AccessTokenCredential;
import io.quarkus.oidc.TenantIdentityProvider;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jboss.logging.Logger;

/** Asks quarkus-oidc, which validates signature, algorithm, issuer, audience and times; keeps nothing of it but the principal. Does not block. */
@Singleton
final class OidcAuthenticator implements Authenticator {
    private static final Logger LOG = Logger.getLogger(OidcAuthenticator.class);
    private static final int MAX_TOKEN_LENGTH = 8 * 1024;

    private final TenantIdentityProvider identityProvider;
    private final MeterRegistry metrics;
    private final DependencyStates dependencies;

    OidcAuthenticator(TenantIdentityProvider identityProvider, MeterRegistry metrics, DependencyStates dependencies) {
        this.identityProvider = identityProvider;
        this.metrics = metrics;
        this.dependencies = dependencies;
    }

    @Override
    public CompletionStage<Outcome> authenticate(String token) {
        if (token.length() > MAX_TOKEN_LENGTH) {
            return CompletableFuture.completedStage(rejected("too_large"));
        }
        if (!isSignedToken(token)) {
            return CompletableFuture.completedStage(rejected("not_a_token"));
        }
        try {
            return identityProvider
                    .authenticate(new AccessTokenCredential(token))
                    .map(this::accepted)
                    .onFailure()
                    .recoverWithItem(this::failed)
                    .subscribeAsCompletionStage();
        } catch (RuntimeException e) {
            return CompletableFuture.completedStage(failed(e));
        }
    }

    /** Header, payload, signature. Anything else would be taken for an opaque token and sent to the issuer. */
    private static boolean isSignedToken(String token) {
        return token.chars().filter(c -> c == '.').count() == 2;
    }

    private Outcome accepted(SecurityIdentity identity) {
        dependencies.onAnswer(Dependency.ISSUER);
        if (!(identity.getPrincipal() instanceof JsonWebToken token)) {
            return rejected("not_a_token");
        }
        Optional<Reading> reading = PrincipalReader.read(TokenClaims.of(token));
        if (reading.isEmpty()) {
            return rejected("subject");
        }
        metrics.counter("heliograph_grants_ignored").increment(reading.get().ignoredPatterns());
        return new Outcome.Accepted(reading.get().principal());
    }

    private Outcome failed(Throwable failure) {
        if (failure instanceof AuthenticationFailedException) {
            return rejected(TokenDefect.of(failure));
        }
        // The issuer cannot be asked, or something unforeseen: the client is told to come back, the reason is ours to
        // look at.
        dependencies.onUnavailable(Dependency.ISSUER);
        LOG.warnf("authentication.unavailable cause=%s", failure.toString());
        metrics.counter("heliograph_auth_failures", "reason", "unavailable").increment();
        return new Outcome.Unavailable();
    }

    private Outcome rejected(String reason) {
        metrics.counter("heliograph_auth_failures", "reason", reason).increment();
        return new Outcome.Rejected(reason);
    }
}
