package io.heliograph.notification.push;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PushAnswerTest {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202, 204})
    void isTakenWhenThePushServiceSaysSo(int status) {
        assertThat(PushAnswer.of(status, null, NOW)).isEqualTo(new PushAnswer.Taken(status));
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 410})
    void isGoneWhenTheBrowserHasUnsubscribed(int status) {
        assertThat(PushAnswer.of(status, null, NOW)).isEqualTo(new PushAnswer.Gone(status));
    }

    @Test
    void isTooLargeWhenThePushServiceSaysSo() {
        assertThat(PushAnswer.of(413, null, NOW)).isEqualTo(new PushAnswer.TooLarge(413));
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 301, 302, 307, 308, 400, 401, 403, 415})
    void isRefusedWhenAskingAgainWouldNotHelpRedirectsIncluded(int status) {
        assertThat(PushAnswer.of(status, "5", NOW)).isEqualTo(new PushAnswer.Refused(status, PushReason.REFUSED));
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 425, 429, 500, 502, 503, 504, 599})
    void isToBeAskedAgainWhenThePushServiceIsOverloadedOrBroken(int status) {
        assertThat(PushAnswer.of(status, null, NOW)).isEqualTo(new PushAnswer.Later(null));
        assertThat(PushAnswer.of(status, "120", NOW)).isEqualTo(new PushAnswer.Later(Duration.ofMinutes(2)));
        assertThat(PushAnswer.of(status, "Thu, 1 Jan 2026 12:01:00 GMT", NOW))
                .isEqualTo(new PushAnswer.Later(Duration.ofMinutes(1)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-5", "99999999999", "1.5", "Thu, 99 Jan 2026"})
    void passesOverARetryAfterThatSaysNothing(String retryAfter) {
        assertThat(PushAnswer.of(503, retryAfter, NOW)).isEqualTo(new PushAnswer.Later(null));
    }
}
