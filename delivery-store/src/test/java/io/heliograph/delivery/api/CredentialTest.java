package io.heliograph.delivery.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialTest {
    private final Credential credential = new Credential("0123456789abcdef");

    @Test
    void letsInWhoPresentsIt() {
        assertThat(credential.isPresentedBy("Bearer 0123456789abcdef")).isTrue();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "0123456789abcdef",
                "Bearer ",
                "Bearer 0123456789abcdeF",
                "Bearer 0123456789abcdef0",
                "Basic 0123456789abcdef"
            })
    void letsNobodyElseIn(String authorization) {
        assertThat(credential.isPresentedBy(authorization)).isFalse();
    }

    @Test
    void namesItsKeyAndWhatIsAllowedButNeverItself() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Credential("short-secret"))
                .withMessage("delivery.http.credential must have at least 16 characters, has 12");
        assertThat(credential).hasToString("Credential[redacted]");
    }
}
