package io.heliograph.contracts.json;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTextTest {
    @ParameterizedTest
    @ValueSource(strings = {"a", "ab", " ", "ä", "👍"})
    void isShortAndHasNoControlCharacters(String text) {
        assertThat(PlainText.isValid(text, 2)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "a👍", "\u0000", "a\n", "\u007f", "\u0085", "\ud83d", "\udc4d", "\udc4d\ud83d"})
    void isNeitherEmptyNorLongerNorUnprintable(String text) {
        assertThat(PlainText.isValid(text, 2)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", " ~"})
    void isAscii(String text) {
        assertThat(PlainText.isAscii(text, 2)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "ä", "\t", "\u007f"})
    void isNotAsciiBeyondThePrintable(String text) {
        assertThat(PlainText.isAscii(text, 2)).isFalse();
    }
}
