package io.heliograph.document.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.document.name.DocumentName;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class TokenCodecTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_000);
    private static final DocumentToken TOKEN =
            new DocumentToken("ann", new DocumentName("notes/plan"), Access.WRITE, NOW, NOW.plusSeconds(60));

    private final TokenCodec codec = codec("a key that has at least 32 bytes");

    @Test
    void knowsItsOwnTokensUntilTheyExpire() {
        String text = codec.sign(TOKEN);

        assertThat(codec.verify(text, NOW.plusSeconds(59))).contains(TOKEN);
        assertThat(codec.verify(text, NOW.plusSeconds(60))).isEmpty();
    }

    @Test
    void knowsNoTokensThatLastLongerThanARevocationIsKept() {
        String longest = codec.sign(lasting(TokenCodec.MAX_LIFETIME));
        String longer = codec.sign(lasting(TokenCodec.MAX_LIFETIME.plusSeconds(1)));

        assertThat(codec.verify(longest, NOW)).isPresent();
        assertThat(codec.verify(longer, NOW)).isEmpty();
    }

    @Test
    void knowsNoTokensFromTheFutureThatARevocationOfNowWouldMiss() {
        String text = codec.sign(TOKEN);

        assertThat(codec.verify(text, NOW.minusSeconds(60))).contains(TOKEN);
        assertThat(codec.verify(text, NOW.minusSeconds(61))).isEmpty();
    }

    @Test
    void knowsNoTokensOfAnotherKey() {
        String foreign = codec("another key of at least 32 bytes").sign(TOKEN);

        assertThat(codec.verify(foreign, NOW)).isEmpty();
    }

    @Test
    void refusesClaimsThatWereChanged() {
        String[] parts = codec.sign(TOKEN).split("\\.", -1);
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

    private static DocumentToken lasting(Duration duration) {
        return new DocumentToken("ann", new DocumentName("notes/plan"), Access.WRITE, NOW, NOW.plus(duration));
    }

    private static TokenCodec codec(String key) {
        return new TokenCodec(key.getBytes(StandardCharsets.UTF_8));
    }
}
