package io.heliograph.contracts.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTextTest {
    @ParameterizedTest
    @ValueSource(strings = {"null", "true", "0", "-1.5e10", "\"\"", "{}", "[]", " [1, {\"a\":\"ä\"}]\n", "\"\\u0000\""})
    void isOneValue(String json) {
        assertThat(isSingleValue(json)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "1 2",
                "{}{}",
                "{}]",
                "{",
                "[",
                "[1,]",
                "{\"a\":1,}",
                "{\"a\":1,\"a\":2}",
                "[{\"a\":1,\"\\u0061\":2}]",
                "NaN",
                "Infinity",
                "01",
                "+1",
                ".5",
                "1.",
                "1a",
                "'x'",
                "{a:1}",
                "//\n1",
                "/**/1",
                "tru",
                "truex",
                "\"",
                "\"\t\"",
                "\"\\x\"",
                "\u00001",
                "1\u0000",
                "\ufeff1"
            })
    void isNothingElse(String json) {
        assertThat(isSingleValue(json)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"22c08022", "22eda08022", "22f490808022", "2280", "22e282", "5b22ff225d", "31003200", "3100"})
    void isUtf8(String hex) {
        assertThat(JsonText.isSingleValue(HexFormat.of().parseHex(hex))).isFalse();
    }

    @Test
    void isAtMost32Deep() {
        assertThat(isSingleValue("[".repeat(32) + "]".repeat(32))).isTrue();
        assertThat(isSingleValue("[".repeat(33) + "]".repeat(33))).isFalse();
        assertThat(isSingleValue("[".repeat(100_000))).isFalse();
    }

    @Test
    void hasNumbersOfAtMost64Digits() {
        assertThat(isSingleValue("1".repeat(64))).isTrue();
        assertThat(isSingleValue("1".repeat(65))).isFalse();
        assertThat(isSingleValue("[" + "1".repeat(65) + "]")).isFalse();
    }

    @Test
    void mayHoldALongTextWhenItIsNotPickedApart() {
        assertThat(isSingleValue("\"" + "x".repeat(60_000) + "\"")).isTrue();
        assertThat(isSingleValue("[\"" + "x".repeat(60_000) + "\"]")).isTrue();
    }

    private static boolean isSingleValue(String json) {
        return JsonText.isSingleValue(json.getBytes(StandardCharsets.UTF_8));
    }
}
