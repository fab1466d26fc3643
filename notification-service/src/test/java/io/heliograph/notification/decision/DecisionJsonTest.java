package io.heliograph.notification.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.notification.preferences.DeliveryChannel;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DecisionJsonTest {
    @Test
    void isStoredInCodesAndExplainedInWords() {
        var decision = new Decision(
                "orders",
                Map.of(
                        DeliveryChannel.IN_APP, new Verdict(Outcome.DIGEST, List.of(Reason.DIGEST_CHOSEN)),
                        DeliveryChannel.PUSH, new Verdict(Outcome.SUPPRESS, List.of(Reason.SWITCHED_OFF)),
                        DeliveryChannel.EMAIL, new Verdict(Outcome.SUPPRESS, List.of(Reason.NOT_CONFIGURED))),
                Instant.parse("2026-01-10T13:00:00Z"));

        String stored = DecisionJson.stored(decision, Instant.parse("2026-01-10T12:00:00Z"));

        assertThat(stored)
                .isEqualTo("{\"policy\":\"orders\",\"decidedAt\":\"2026-01-10T12:00:00Z\","
                        + "\"digestAt\":\"2026-01-10T13:00:00Z\",\"channels\":{"
                        + "\"in-app\":{\"outcome\":\"digest\",\"reasons\":[\"digest_chosen\"]},"
                        + "\"push\":{\"outcome\":\"suppress\",\"reasons\":[\"switched_off\"]},"
                        + "\"email\":{\"outcome\":\"suppress\",\"reasons\":[\"not_configured\"]}}}");
        assertThat(DecisionJson.explained(stored).at("/channels/push/reasons"))
                .hasToString("[{\"code\":\"switched_off\",\"text\":\"The user has switched it off.\"}]");
    }

    @Test
    void explainsWhatItCanOfANewerVersionsDecision() {
        String newer = "{\"channels\":{\"push\":{\"outcome\":\"alert\",\"reasons\":[\"moon_phase\"]}}}";

        assertThat(DecisionJson.explained(newer).at("/channels/push/reasons"))
                .hasToString("[{\"code\":\"moon_phase\"}]");
    }

    @Test
    void namesOfReasonsArePermanent() {
        assertThat(Arrays.stream(Reason.values()).map(Reason::wireName))
                .containsExactly(
                        "expired",
                        "not_configured",
                        "unknown_category",
                        "switched_off",
                        "switched_on",
                        "off_by_default",
                        "on_by_default",
                        "required",
                        "critical",
                        "high_passes",
                        "digest_chosen",
                        "rate_exceeded",
                        "is_digest",
                        "quiet_hours",
                        "not_on_screens",
                        "low_priority");
    }
}
