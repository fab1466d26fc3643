package io.heliograph.document.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.document.name.DocumentName;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class TokenCodecTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_000);
    private static final DocumentToken TOKEN =
            new DocumentToken("ann", new DocumentName("notes/plan"), Access.WRITE, NOW.plusSeconds(60));

    private final TokenCodec codec = codec("a key that has at least 32 bytes");

    @Test
    void knowsItsOwnTokensUntilTheyExpire() {
        String text = codec.sign(TOKEN, NOW);

        assertThat(codec.verify(text, NOW.plusSeconds(59))).contains(TOKEN);
        assertThat(codec.verify(text, NOW.plusSeconds(60))).isEmpty();
    }

    @Test
    void knowsNoTokensOfAnotherKey() {
        String foreign = codec("another key of at least 32 bytes").sign(TOKEN, NOW);

        assertThat(codec.verify(foreign, NOW)).isEmpty();
    }

    @Test
    void refusesClaimsThatWereChanged() {
        String[] parts = codec.sign(TOKEN, NOW).split("\\.", -1);
        String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
        String changed = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(claims.replace("ann", "eve").getBytes(StandardCharsets.UTF_8));

        assertThat(codec.verify(parts[0] + "." + changed + "." + parts[2], NOW)).isEmpty();
        assertThat(codec.verify(parts[0] + "." + parts[1] + ".", NOW)).isEmpty();
        assertThat(codec.verify("x".repeat(5_000), NOW)).isEmpty();
        assertThat(codec.verify("", NOW)).isEmpty();
    }

    @Test
    void needsAKeyOfTheLengthThatTheAlgorithmNeeds() {
        assertThatThrownBy(() -> codec("short")).hasMessageContaining("at least 32 bytes, has 5");
    }

    private static TokenCodec codec(String key) {
        return new TokenCodec(key.getBytes(StandardCharsets.UTF_8));
    }
}
