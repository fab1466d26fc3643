package io.heliograph.document.issuing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.document.access.Access;
import io.heliograph.document.access.DocumentGrants;
import io.heliograph.document.access.DocumentToken;
import io.heliograph.document.name.DocumentName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TokenIssuerTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_000);
    private static final Instant LATER = NOW.plusSeconds(3_600);
    private static final DocumentName PLAN = new DocumentName("notes/plan");
    private static final DocumentGrants READER = DocumentGrants.of("ann", List.of("notes/*"), List.of(), List.of());

    private final TokenIssuer issuer = new TokenIssuer(Duration.ofMinutes(5));

    @Test
    void givesWhatTheGrantsAllowAndNoMore() {
        assertThat(issuer.issue(READER, PLAN, Access.READ, NOW, LATER))
                .contains(new DocumentToken("ann", PLAN, Access.READ, NOW, NOW.plusSeconds(300)));
        assertThat(issuer.issue(READER, PLAN, Access.WRITE, NOW, LATER)).isEmpty();
    }

    @Test
    void givesNothingThatOutlivesTheAccessToken() {
        assertThat(issuer.issue(READER, PLAN, Access.READ, NOW, NOW.plusSeconds(20)))
                .map(DocumentToken::expiresAt)
                .contains(NOW.plusSeconds(20));
    }

    @Test
    void refusesToIssueWhatWouldNotBeAccepted() {
        assertThatThrownBy(() -> new TokenIssuer(Duration.ofDays(2))).hasMessageContaining("at most PT24H, is PT48H");
        assertThatThrownBy(() -> new TokenIssuer(Duration.ZERO)).hasMessageContaining("is PT0S");
    }
}
