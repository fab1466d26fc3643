package io.heliograph.contracts.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.heliograph.contracts.store.CatchUpRequest.From;
import io.heliograph.contracts.store.CatchUpRequest.Item;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CatchUpRequestTest {
    private static final JsonMapper MAPPER = new JsonMapper();

    @Test
    void travelsAsJson() throws JsonProcessingException {
        var request = new CatchUpRequest(
                List.of(
                        new Item("user:42", new From.AtPosition("e7.18")),
                        new Item("room:1", new From.AtHead()),
                        new Item("room:2", new From.AtBeginning()),
                        new Item("user:42", new From.AtAcknowledgement("42", "d1")),
                        new Item("user:42", new From.AtAcknowledgement("42", null))),
                100);

        String json = MAPPER.writeValueAsString(request);

        assertThat(json).isEqualToIgnoringWhitespace("""
                {"channels":[
                 {"channel":"user:42","from":{"at":"position","position":"e7.18"}},
                 {"channel":"room:1","from":{"at":"head"}},
                 {"channel":"room:2","from":{"at":"beginning"}},
                 {"channel":"user:42","from":{"at":"acknowledgement","user":"42","device":"d1"}},
                 {"channel":"user:42","from":{"at":"acknowledgement","user":"42","device":null}}],
                 "limit":100}""");
        assertThat(MAPPER.readValue(json, CatchUpRequest.class)).isEqualTo(request);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"channels\":[{\"channel\":\"user:42\",\"from\":{\"at\":\"noon\"}}],\"limit\":1}",
                "{\"channels\":[],\"limit\":-1}",
                "{\"channels\":[],\"limit\":1001}",
                "{\"limit\":1}",
                "[]"
            })
    void refusesWhatIsNoRequest(String json) {
        assertThatExceptionOfType(JsonProcessingException.class)
                .isThrownBy(() -> MAPPER.readValue(json, CatchUpRequest.class));
    }

    @Test
    void asksForAtMostAThousandChannels() {
        var item = new Item("room:1", new From.AtHead());

        assertThat(new CatchUpRequest(Collections.nCopies(1000, item), 0).channels())
                .hasSize(1000);
        assertThatIllegalArgumentException().isThrownBy(() -> new CatchUpRequest(Collections.nCopies(1001, item), 0));
    }
}
