package io.heliograph.gateway.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.gateway.admission.Admission.Decision;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdmissionTest {
    private static final String OURS = "https://app.example.com";

    private long nowNanos;
    private final Admission admission = new Admission(
            new ConnectionCap(3, OptionalInt.of(3)),
            new HandshakeBucket(1, 2, 0),
            new AllowedOrigins(List.of(OURS)),
            () -> nowNanos);

    @Test
    void admitsWithinAllBounds() {
        assertThat(admission.decide(OURS)).isEqualTo(new Decision.Admitted());
        assertThat(admission.decide(null)).isEqualTo(new Decision.Admitted());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://app.example.com.evil.io",
                "http://app.example.com",
                "https://app.example.com:8443",
                "null",
                ""
            })
    void refusesOriginsThatAreNotExactlyOurs(String origin) {
        assertThat(refused(origin).status()).isEqualTo(403);
    }

    @Test
    void refusesHandshakesThatComeTooFastAndSaysWhenToTryAgain() {
        admission.decide(null);
        admission.decide(null);

        assertThat(refused(null))
                .extracting(Decision.Refused::reason, Decision.Refused::retryAfterSeconds)
                .containsExactly("rate", 1);

        nowNanos = Duration.ofSeconds(1).toNanos();
        assertThat(admission.decide(null)).isEqualTo(new Decision.Admitted());
    }

    @Test
    void refusesWhenItHoldsAsManyAsItCan() {
        for (int i = 0; i < 3; i++) {
            admission.entered();
        }

        assertThat(refused(OURS).reason()).isEqualTo("full");
        assertThat(admission.isAdmitting()).isFalse();

        admission.left();
        assertThat(admission.isAdmitting()).isTrue();
    }

    @Test
    void refusesEveryoneOnceItIsClosed() {
        admission.close();

        assertThat(refused(OURS))
                .extracting(Decision.Refused::status, Decision.Refused::reason)
                .containsExactly(503, "draining");
    }

    @Test
    void staysBelowTheLimitOfOpenFiles() {
        ConnectionCap cap = ConnectionCap.of(OptionalInt.of(50_000), 20_000);

        assertThat(cap.max()).isEqualTo(19_488);
        assertThat(cap.isLowered()).isTrue();
    }

    @Test
    void holdsWhatIsAskedForWhereNoLimitIsKnown() {
        ConnectionCap cap = ConnectionCap.of(OptionalInt.of(60_000), -1);

        assertThat(cap.max()).isEqualTo(60_000);
        assertThat(cap.isLowered()).isFalse();
    }

    @Test
    void followsTheLimitOfOpenFilesWhereNothingIsAskedFor() {
        ConnectionCap cap = ConnectionCap.of(OptionalInt.empty(), 20_000);

        assertThat(cap.max()).isEqualTo(19_488);
        assertThat(cap.isLowered()).isFalse();
        assertThat(ConnectionCap.of(OptionalInt.empty(), 1_000_000).max()).isEqualTo(ConnectionCap.DEFAULT_MAX);
    }

    @Test
    void namesTheLimitOfOpenFilesWhenItIsTooSmall() {
        assertThatThrownBy(() -> ConnectionCap.of(OptionalInt.empty(), 256))
                .hasMessageContaining("more than 512")
                .hasMessageContaining("is 256");
    }

    @Test
    void namesTheKeyOfACapThatIsNone() {
        assertThatThrownBy(() -> ConnectionCap.of(OptionalInt.of(0), -1))
                .hasMessageContaining("gateway.admission.max-connections");
    }

    @Test
    void namesTheKeyOfAnOriginThatIsNone() {
        assertThatThrownBy(() -> new AllowedOrigins(List.of("app.example.com")))
                .hasMessageContaining("gateway.connection.allowed-origins")
                .hasMessageContaining("app.example.com");
    }

    private Decision.Refused refused(@Nullable String origin) {
        Decision decision = admission.decide(origin);
        assertThat(decision).isInstanceOf(Decision.Refused.class);
        return (Decision.Refused) decision;
    }
}
