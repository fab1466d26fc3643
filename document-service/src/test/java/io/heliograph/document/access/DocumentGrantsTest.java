package io.heliograph.document.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.document.name.DocumentName;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentGrantsTest {
    private static final DocumentName PLAN = new DocumentName("notes/plan");
    private static final DocumentName OTHER = new DocumentName("notes/other");

    @Test
    void deniesWhatNoPatternNames() {
        DocumentGrants grants = DocumentGrants.of("ann", List.of(), List.of(), List.of());

        assertThat(grants.allows(Access.READ, PLAN)).isFalse();
        assertThat(grants.allows(Access.WRITE, PLAN)).isFalse();
        assertThat(grants.mayManage(PLAN)).isFalse();
    }

    @Test
    void letsWhoeverMayWriteReadAsWellAndNobodyElseMore() {
        DocumentGrants grants = DocumentGrants.of("ann", List.of("notes/*"), List.of("notes/plan"), List.of());

        assertThat(grants.allows(Access.WRITE, PLAN)).isTrue();
        assertThat(grants.allows(Access.READ, PLAN)).isTrue();
        assertThat(grants.allows(Access.READ, OTHER)).isTrue();
        assertThat(grants.allows(Access.WRITE, OTHER)).isFalse();
        assertThat(grants.mayManage(PLAN)).isFalse();
    }

    @Test
    void letsManagersNeitherReadNorWrite() {
        DocumentGrants grants = DocumentGrants.of("admin", List.of(), List.of(), List.of("*"));

        assertThat(grants.mayManage(PLAN)).isTrue();
        assertThat(grants.allows(Access.READ, PLAN)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/notes/*", "notes//*", "*/plan", "../*", "notes/plan/", "notes/*/plan", "notes"})
    void grantsNothingByWhatDoesNotCoverTheName(String pattern) {
        DocumentGrants grants = DocumentGrants.of("ann", List.of(), List.of(pattern), List.of(pattern));

        assertThat(grants.allows(Access.WRITE, PLAN)).isFalse();
        assertThat(grants.mayManage(PLAN)).isFalse();
    }
}
