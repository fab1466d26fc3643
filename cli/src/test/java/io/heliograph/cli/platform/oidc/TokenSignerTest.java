package io.heliograph.cli.platform.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenSignerTest {
    private static final String ISSUER = "http://127.0.0.1:18080";
    private static final Duration HOUR = Duration.ofHours(1);
    private static final SigningKey KEY = SigningKey.generate();

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private final TokenSigner signer = new TokenSigner(KEY, ISSUER);

    @Test
    void signsTokensThatThePublishedKeysVerify() throws Exception {
        var claims = verify(signer.sign(AccessToken.of("ann", now, HOUR)));

        assertThat(claims.getSubject()).isEqualTo("ann");
        assertThat(claims.getIssuer()).isEqualTo(ISSUER);
        assertThat(claims.getAudience()).containsExactly("heliograph");
        assertThat(claims.getIssueTime()).isEqualTo(now);
        assertThat(claims.getNotBeforeTime()).isEqualTo(now);
        assertThat(claims.getExpirationTime()).isEqualTo(now.plus(HOUR));
        assertThat(claims.getClaims()).doesNotContainKeys("channels", "events", "documents");
    }

    @Test
    void carriesGrants() throws Exception {
        var token = AccessToken.of("ann", now, HOUR)
                .withChannels(List.of("room:*"), List.of("room:lobby"))
                .withEvents(List.of("/shop/*"))
                .withDocuments(new DocumentPatterns(List.of("notes/*"), List.of("notes/plan"), List.of()));

        var claims = verify(signer.sign(token));

        assertThat(claims.getClaim("channels"))
                .isEqualTo(Map.of("subscribe", List.of("room:*"), "publish", List.of("room:lobby")));
        assertThat(claims.getClaim("events")).isEqualTo(List.of("/shop/*"));
        assertThat(claims.getClaim("documents"))
                .isEqualTo(Map.of("read", List.of("notes/*"), "write", List.of("notes/plan"), "manage", List.of()));
    }

    @Test
    void canSignWhatMustBeRefused() {
        var expired = AccessToken.of("ann", now, HOUR).withValidity(now.minus(HOUR), now.minusSeconds(120));
        var foreign = AccessToken.of("ann", now, HOUR).withAudience("another-service");
        var nameless = AccessToken.of("ann", now, HOUR).withoutSubject();

        assertThatThrownBy(() -> verify(signer.sign(expired))).hasMessageContaining("Expired");
        assertThatThrownBy(() -> verify(signer.sign(foreign))).hasMessageContaining("aud claim");
        assertThatThrownBy(() -> verify(signer.sign(nameless))).hasMessageContaining("sub");
    }

    @Test
    void anotherKeysTokensAreNotVerified() {
        var stranger = new TokenSigner(SigningKey.generate(), ISSUER);

        assertThatThrownBy(() -> verify(stranger.sign(AccessToken.of("ann", now, HOUR))))
                .isInstanceOf(BadJOSEException.class);
    }

    @Test
    void keepsTheKeyInAFileOfTheOwnerAlone(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("issuer-key.json");

        String published = SigningKey.keptIn(file).published();

        assertThat(SigningKey.keptIn(file).published()).isEqualTo(published);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void publishesNothingOfThePrivateKey() throws ParseException {
        assertThat(JWKSet.parse(KEY.published()).getKeys()).noneMatch(key -> key.isPrivate());
    }

    private static JWTClaimsSet verify(String token) throws Exception {
        var processor = new DefaultJWTProcessor<SecurityContext>();
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(new JOSEObjectType("at+jwt")));
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(
                JWSAlgorithm.RS256, new ImmutableJWKSet<>(JWKSet.parse(KEY.published()))));
        processor.setJWTClaimsSetVerifier(new DefaultJWTClaimsVerifier<>(
                "heliograph", new JWTClaimsSet.Builder().issuer(ISSUER).build(), Set.of("sub", "exp", "nbf", "iat")));
        return processor.process(token, null);
    }
}
