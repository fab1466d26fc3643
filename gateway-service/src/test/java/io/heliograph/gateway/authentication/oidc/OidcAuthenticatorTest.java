package io.heliograph.gateway.authentication.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.cli.platform.oidc.AccessToken;
import io.heliograph.cli.platform.oidc.SigningKey;
import io.heliograph.cli.platform.oidc.TokenSigner;
import io.heliograph.cli.platform.testing.Infrastructure;
import io.heliograph.cli.platform.testing.InfrastructureResource;
import io.heliograph.contracts.channel.ChannelPattern;
import io.heliograph.gateway.authentication.Authenticator;
import io.heliograph.gateway.authentication.Authenticator.Outcome;
import io.heliograph.gateway.authentication.Grants;
import io.heliograph.gateway.authentication.Principal;
import io.heliograph.gateway.history.http.FakeStoreResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(
        value = InfrastructureResource.class,
        initArgs = @ResourceArg(name = "parts", value = "kafka,redis,issuer"))
@WithTestResource(FakeStoreResource.class)
class OidcAuthenticatorTest {
    private static final Duration HOUR = Duration.ofHours(1);

    @SuppressWarnings("NullAway.Init") // filled by the test resource
    Infrastructure infrastructure;

    @Inject
    Authenticator authenticator;

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    @Test
    void keepsSubjectGrantsAndExpiryOfAGoodToken() throws Exception {
        String token = signer().sign(ann().withChannels(List.of("room:*", "*"), List.of("room:lobby"))
                .withEvents(List.of("/shop/*")));

        assertThat(outcome(token))
                .isEqualTo(new Outcome.Accepted(new Principal(
                        "ann",
                        new Grants(
                                List.of(new ChannelPattern("room:*")),
                                List.of(new ChannelPattern("room:lobby")),
                                List.of("/shop/*")),
                        now.plus(HOUR))));
    }

    @Test
    void takesATokenWithoutGrantsForWhatItIs() throws Exception {
        assertThat(outcome(signer().sign(ann())))
                .isEqualTo(new Outcome.Accepted(new Principal("ann", Grants.NONE, now.plus(HOUR))));
    }

    @Test
    void honoursATokenForHalfAMinuteAfterItsExpiry() throws Exception {
        AccessToken token = ann().withValidity(now.minusSeconds(60), now.minusSeconds(5));

        assertThat(outcome(signer().sign(token))).isInstanceOf(Outcome.Accepted.class);
    }

    @Test
    void refusesBadTokens() throws Exception {
        for (Map.Entry<String, String> bad : badTokens().entrySet()) {
            assertThat(outcome(bad.getValue())).as(bad.getKey()).isInstanceOf(Outcome.Rejected.class);
        }
    }

    @Test
    void namesTheReasonOfARefusal() throws Exception {
        Map<String, String> bad = badTokens();

        assertThat(outcome(bad.get("expired"))).isEqualTo(new Outcome.Rejected("expired"));
        assertThat(outcome(bad.get("of another audience"))).isEqualTo(new Outcome.Rejected("audience"));
        assertThat(outcome(bad.get("without a subject"))).isEqualTo(new Outcome.Rejected("subject"));
        assertThat(outcome(bad.get("huge"))).isEqualTo(new Outcome.Rejected("too_large"));
    }

    private Map<String, String> badTokens() throws Exception {
        String good = signer().sign(ann());
        String payload = good.split("\\.", -1)[1];
        Map<String, String> bad = new LinkedHashMap<>();
        bad.put("expired", signer().sign(ann().withValidity(now.minusSeconds(7200), now.minusSeconds(3600))));
        bad.put("not yet valid", signer().sign(ann().withValidity(now.plusSeconds(600), now.plusSeconds(3600))));
        bad.put("of another audience", signer().sign(ann().withAudience("another")));
        bad.put("of another issuer", new TokenSigner(SigningKey.generate(), "https://elsewhere.example").sign(ann()));
        bad.put(
                "of a foreign key",
                new TokenSigner(SigningKey.generate(), infrastructure.issuer().url()).sign(ann()));
        bad.put(
                "of a foreign key under the issuer's key id",
                withHeaderOf(
                        good,
                        new TokenSigner(
                                        SigningKey.generate(),
                                        infrastructure.issuer().url())
                                .sign(ann())));
        bad.put("without a subject", signer().sign(ann().withoutSubject()));
        bad.put("of a subject that is too long", signer().sign(AccessToken.of("x".repeat(121), now, HOUR)));
        bad.put("unsigned", encoded("{\"alg\":\"none\"}") + '.' + payload + '.');
        bad.put("unsigned, in other letters", encoded("{\"alg\":\"nOnE\"}") + '.' + payload + '.');
        bad.put("signed by HMAC with the public key", hmac(payload));
        bad.put("changed after it was signed", tampered(good));
        bad.put("without its signature", good.substring(0, good.lastIndexOf('.') + 1));
        bad.put("garbage", "garbage");
        bad.put("garbage of three parts", "a.b.c");
        bad.put("empty", "");
        bad.put("huge", good + "x".repeat(9000));
        return bad;
    }

    private Outcome outcome(@Nullable String token) throws Exception {
        return authenticator
                .authenticate(Objects.requireNonNull(token))
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
    }

    private TokenSigner signer() {
        return infrastructure.issuer().signer();
    }

    private AccessToken ann() {
        return AccessToken.of("ann", now, HOUR);
    }

    private static String withHeaderOf(String good, String other) {
        return good.substring(0, good.indexOf('.')) + other.substring(other.indexOf('.'));
    }

    private static String tampered(String good) {
        String[] parts = good.split("\\.", -1);
        String payload = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
        return parts[0] + '.' + encoded(payload.replace("\"ann\"", "\"bob\"")) + '.' + parts[2];
    }

    /** The classic confusion (RFC 8725 §2.1): the published key as the secret of an HMAC. */
    private String hmac(String payload) throws Exception {
        byte[] published;
        try (HttpClient client = HttpClient.newHttpClient()) {
            published = client.send(
                            HttpRequest.newBuilder(
                                            URI.create(infrastructure.issuer().url() + "/jwks"))
                                    .build(),
                            BodyHandlers.ofByteArray())
                    .body();
        }
        String signed = encoded("{\"alg\":\"HS256\"}") + '.' + payload;
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(published, "HmacSHA256"));
        byte[] signature = mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII));
        return signed + '.' + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
    }

    private static String encoded(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
