package io.heliograph.document.connection.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.heliograph.document.access.Access;
import io.heliograph.document.access.DocumentToken;
import io.heliograph.document.catalog.Catalog;
import io.heliograph.document.catalog.postgres.PostgresCatalog;
import io.heliograph.document.editing.Updates;
import io.heliograph.document.log.DocumentLog;
import io.heliograph.document.log.postgres.PostgresDocumentLog;
import io.heliograph.document.name.DocumentName;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What was deleted is gone on all processes, and stays away. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // filled before all tests
class DeletionTest {
    private static final int DELETED = 4404;
    private static final byte[] OLD = Updates.insert(1, 0);
    private static final byte[] NEW = Updates.insert(2, 0);

    private TwoPods pods;
    private Catalog catalog;
    private DocumentLog log;

    @BeforeAll
    void start() throws IOException {
        pods = new TwoPods();
        catalog = new PostgresCatalog(pods.database);
        log = new PostgresDocumentLog(pods.database);
    }

    @AfterAll
    void stop() {
        pods.close();
    }

    @Test
    void closesEveryEditorAndLetsNobodyIn() {
        DocumentName document = written();
        RawEditor here = editor(pods.first, document).greeted();
        RawEditor elsewhere = editor(pods.second, document).greeted();

        catalog.delete(document);
        pods.first.rooms().decided(document);

        assertThat(here.closeCode()).isEqualTo(DELETED);
        assertThat(elsewhere.closeCode()).isEqualTo(DELETED);
        assertThat(editor(pods.first, document).closeCode()).isEqualTo(DELETED);
        assertThat(editor(pods.second, document).closeCode()).isEqualTo(DELETED);
        assertThat(log.read(document).parts()).containsExactly(new byte[] {0, 0});
    }

    @Test
    void doesNotComeBackFromACopyWhenTheDocumentIsMadeAgain() {
        DocumentName document = written();
        catalog.delete(document);
        catalog.create(document);

        assertThat(editor(pods.first, document).greeted().update(OLD).closeCode())
                .isEqualTo(DELETED);
        editor(pods.second, document).greeted().update(NEW);

        await().atMost(Duration.ofSeconds(5))
                .until(() -> log.read(document).parts().size() == 2);
        assertThat(log.read(document).parts()).containsExactly(new byte[] {0, 0}, NEW);
    }

    @Test
    void keepsOutWhoeverEditsWhatIsGoneAndWasNotToldOfIt() {
        DocumentName document = written();
        RawEditor editor = editor(pods.first, document).greeted();

        catalog.delete(document);
        catalog.create(document);
        editor.update(NEW);

        assertThat(editor.closeCode()).isEqualTo(DELETED);
        assertThat(log.read(document).parts()).containsExactly(new byte[] {0, 0});
    }

    /** A document with a letter of client 1. */
    private DocumentName written() {
        DocumentName document = new DocumentName("notes/" + UUID.randomUUID());
        RawEditor author = editor(pods.first, document).greeted().update(OLD);
        await().atMost(Duration.ofSeconds(5))
                .until(() -> !log.read(document).parts().isEmpty());
        author.close();
        return document;
    }

    private RawEditor editor(Pod pod, DocumentName document) {
        Instant now = Instant.now();
        return new RawEditor(
                pod,
                document,
                pods.tokens.sign(new DocumentToken("ann", document, Access.WRITE, now, now.plusSeconds(600))));
    }
}
