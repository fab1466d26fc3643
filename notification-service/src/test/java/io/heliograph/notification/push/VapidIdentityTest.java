package io.heliograph.notification.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class VapidIdentityTest {
    private static final Optional<String> KEY = Optional.of("key");

    @Test
    void isAbsentWithoutAnySetting() {
        assertThat(VapidIdentity.of(Optional.empty(), Optional.empty(), Optional.empty()))
                .isEmpty();
    }

    @Test
    void needsAllSettingsOrNone() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VapidIdentity.of(KEY, Optional.empty(), Optional.of("mailto:ops@shop.example")))
                .withMessageContaining("private-key");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VapidIdentity.of(KEY, KEY, Optional.empty()))
                .withMessageContaining("subject");
    }

    @Test
    void needsASubjectThatAnOperatorCanWriteTo() {
        for (String subject : new String[] {"ops@shop.example", "http://shop.example", "mailto:\"x\"@shop.example"}) {
            assertThatIllegalArgumentException().isThrownBy(() -> new VapidIdentity("public", "secret", subject));
        }
    }

    @Test
    void doesNotPrintThePrivateKey() {
        assertThat(new VapidIdentity("public", "secret", "https://shop.example/contact"))
                .asString()
                .contains("public")
                .doesNotContain("secret");
    }
}
