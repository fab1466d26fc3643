package io.heliograph.document.name;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentNameTest {
    @ParameterizedTest
    @ValueSource(strings = {"plan", "notes/2026/plan", "Straße 7", "notes/tokens", "a..b", "…"})
    void mayContainSlashesAndAnyText(String name) {
        assertThat(new DocumentName(name)).hasToString(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "tokens",
                "/",
                "/plan",
                "plan/",
                "a//b",
                "..",
                "a/../b",
                "./a",
                "a/.",
                "a\nb",
                "a\u0000b",
                "\uD800"
            })
    void hasNoSegmentsThatAProxyWouldResolveAndNoControlCharacters(String name) {
        assertThatThrownBy(() -> new DocumentName(name)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {257, 1_000})
    void isNoLongerThan256Bytes(int bytes) {
        assertThatThrownBy(() -> new DocumentName("n".repeat(bytes))).hasMessageContaining("has " + bytes);
    }
}
