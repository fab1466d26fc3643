package io.heliograph.contracts.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventKeyTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"recipients":["42","43"]}           | 42
            {"audience":{"followers":"team-7"}}  | team-7
            {"audience":{"everyone":true}}       | everyone
            {"feeds":["team-7","team-8"]}        | team-7
            {"retracts":{"source":"/s","id":"1"}}| the-event
            {}                                   | the-event
            """)
    void keepsInOrderWhatIsForTheSame(String data, String key) throws IOException {
        assertThat(EventKey.of(new JsonMapper().readTree(data), "the-event")).isEqualTo(key);
    }
}
