package io.heliograph.contracts.json;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JsonBytesTest {
    @Test
    void isEqualByItsBytesAndNotByItsMeaning() {
        assertThat(JsonBytes.of("[1]")).isEqualTo(JsonBytes.of("[1]")).hasSameHashCodeAs(JsonBytes.of("[1]"));
        assertThat(JsonBytes.of("[1]")).isNotEqualTo(JsonBytes.of("[ 1 ]"));
    }

    @Test
    void doesNotPrintThePayload() {
        assertThat(JsonBytes.of("\"secret\"")).hasToString("JsonBytes[8 bytes]");
    }

    @Test
    void countsBytes() {
        assertThat(JsonBytes.of("\"ä\"").length()).isEqualTo(4);
        assertThat(JsonBytes.of("\"ä\"").text()).isEqualTo("\"ä\"");
    }
}
