package io.heliograph.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.cli.platform.oidc.DocumentPatterns;
import io.heliograph.document.access.Access;
import io.heliograph.document.access.DocumentToken;
import io.heliograph.document.access.Revocations;
import io.heliograph.document.access.TokenCodec;
import io.heliograph.document.name.DocumentName;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@SuppressWarnings("NullAway.Init") // the test framework fills the fields
class TokenRoutesTest extends RunningService {
    @Inject
    TokenCodec codec;

    @Inject
    Revocations revocations;

    private DocumentPatterns writes() {
        return new DocumentPatterns(List.of(), List.of(folder + "/*"), List.of());
    }

    @Test
    void issuesATokenThatTheSyncRouteTakes() {
        Answer answer = ask(writes(), folder + "/plan", "write");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("cache-control")).isEqualTo("no-store");
        DocumentToken token = codec.verify(answer.json().path("token").asText(), Instant.now())
                .orElseThrow();
        assertThat(token.user()).isEqualTo("ann");
        assertThat(token.document()).isEqualTo(new DocumentName(folder + "/plan"));
        assertThat(token.access()).isEqualTo(Access.WRITE);
        assertThat(Duration.between(token.issuedAt(), token.expiresAt())).isEqualTo(Duration.ofMinutes(5));
        assertThat(answer.json().path("expiresAt").asText())
                .isEqualTo(token.expiresAt().toString());
    }

    @ParameterizedTest
    @CsvSource({"plan,write", "other,read"})
    void refusesWhatTheGrantsDoNotAllow(String name, String access) {
        DocumentPatterns reads = new DocumentPatterns(List.of(folder + "/plan"), List.of(), List.of("*"));

        Answer answer = ask(reads, folder + "/" + name, access);

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.code()).isEqualTo("forbidden");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"document\":\"../plan\",\"access\":\"read\"}",
                "{\"document\":\"notes//plan\",\"access\":\"read\"}",
                "{\"access\":\"read\"}",
                "{\"document\":\"notes/plan\",\"access\":\"all\"}",
                "{\"document\":\"notes/plan\"}",
                "[]",
                "no JSON"
            })
    void saysThatARequestIsMalformed(String body) {
        Answer answer = send("POST", "/documents/tokens", accessToken("ann", writes()), body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("malformed");
        assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
    }

    @Test
    void saysThatABodyIsTooLarge() {
        Answer answer =
                send("POST", "/documents/tokens", accessToken("ann", writes()), "\"" + "x".repeat(64 * 1024) + "\"");

        assertThat(answer.code()).isEqualTo("too_large");
        assertThat(answer.status()).isEqualTo(413);
    }

    @Test
    void asksForAnAccessToken() {
        Answer answer = send("POST", "/documents/tokens", "", "{\"document\":\"notes/plan\",\"access\":\"read\"}");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.code()).isEqualTo("unauthenticated");
        assertThat(answer.header("www-authenticate")).isEqualTo("Bearer");
    }

    @Test
    void revokesForThoseWhoManageTheDocument() {
        DocumentName document = new DocumentName(folder + "/plan");
        String path = "/documents/tokens?document=" + document + "&user=ann";
        DocumentPatterns manages = new DocumentPatterns(List.of(), List.of(), List.of(folder + "/*"));

        assertThat(send("DELETE", path, accessToken("ann", writes()), "").code())
                .isEqualTo("forbidden");
        assertThat(revocations.of(List.of(document))).isEmpty();
        assertThat(send("DELETE", path, accessToken("admin", manages), "").status())
                .isEqualTo(204);
        assertThat(revocations.of(List.of(document)).get(document))
                .singleElement()
                .matches(revocation -> revocation.covers("ann", Instant.now().minusSeconds(1)))
                .matches(revocation -> !revocation.covers("bob", Instant.EPOCH));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "?user=ann",
                "?document=../plan&user=ann",
                "?document=a%00b&user=ann",
                "?document=notes/plan",
                "?document=notes/plan&user=",
                "?document=notes/plan&user=ann&everybody=true"
            })
    void revokesNothingForARequestThatDoesNotSayWhat(String query) {
        Answer answer = send(
                "DELETE",
                "/documents/tokens" + query,
                accessToken("admin", new DocumentPatterns(List.of(), List.of(), List.of("*"))),
                "");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("malformed");
    }

    private Answer ask(DocumentPatterns grants, String document, String access) {
        return send(
                "POST",
                "/documents/tokens",
                accessToken("ann", grants),
                "{\"document\":\"%s\",\"access\":\"%s\"}".formatted(document, access));
    }
}
