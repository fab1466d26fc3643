package io.heliograph.document.connection.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.document.access.Access;
import io.heliograph.document.access.DocumentToken;
import io.heliograph.document.access.Revocation;
import io.heliograph.document.access.Revocations;
import io.heliograph.document.access.postgres.PostgresRevocations;
import io.heliograph.document.name.DocumentName;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What one process revokes counts on all of them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // filled before all tests
class RevocationTest {
    private static final int REVOKED = 4401;

    private final DocumentName document = new DocumentName("notes/" + UUID.randomUUID());
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private TwoPods pods;
    private Revocations revocations;

    @BeforeAll
    void start() throws IOException {
        pods = new TwoPods();
        revocations = new PostgresRevocations(pods.database);
    }

    @AfterAll
    void stop() {
        pods.close();
    }

    @Test
    void closesTheUsersConnectionsOnEveryProcessAndLetsOldTokensInNowhere() {
        RawEditor here = editor(pods.first, "ann", now).greeted();
        RawEditor elsewhere = editor(pods.second, "ann", now).greeted();
        RawEditor other = editor(pods.second, "bob", now).greeted();

        revocations.add(document, new Revocation(Optional.of("ann"), now));
        pods.first.rooms().decided(document);

        assertThat(here.closeCode()).isEqualTo(REVOKED);
        assertThat(elsewhere.closeCode()).isEqualTo(REVOKED);
        assertThat(editor(pods.first, "ann", now).closeCode()).isEqualTo(REVOKED);
        assertThat(editor(pods.second, "ann", now.minusSeconds(5)).closeCode()).isEqualTo(REVOKED);
        editor(pods.second, "ann", now.plusSeconds(1)).greeted().close();
        assertThat(other.isOpen()).isTrue();
        other.close();
    }

    @Test
    void isFoundByTheNextComparisonWhenNobodyWasTold() {
        DocumentName untold = new DocumentName("notes/" + UUID.randomUUID());
        RawEditor editor = new RawEditor(pods.second, untold, token(untold, "ann", now)).greeted();

        revocations.add(untold, new Revocation(Optional.empty(), now));

        assertThat(editor.closeCode()).isEqualTo(REVOKED);
    }

    @Test
    void neverGoesBackInTime() {
        DocumentName twice = new DocumentName("notes/" + UUID.randomUUID());

        revocations.add(twice, new Revocation(Optional.of("ann"), now));
        revocations.add(twice, new Revocation(Optional.of("ann"), now.minusSeconds(60)));

        assertThat(editorOf(twice).closeCode()).isEqualTo(REVOKED);
    }

    private RawEditor editorOf(DocumentName name) {
        return new RawEditor(pods.first, name, token(name, "ann", now));
    }

    private RawEditor editor(Pod pod, String user, Instant issuedAt) {
        return new RawEditor(pod, document, token(document, user, issuedAt));
    }

    private String token(DocumentName name, String user, Instant issuedAt) {
        return pods.tokens.sign(new DocumentToken(user, name, Access.WRITE, issuedAt, now.plusSeconds(600)));
    }
}
