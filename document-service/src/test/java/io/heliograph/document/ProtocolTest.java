package io.heliograph.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.heliograph.cli.platform.oidc.DocumentPatterns;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The service as unmodified editors meet it, and as others do. */
@QuarkusTest
class ProtocolTest extends RunningService {
    @Test
    void letsEditorsInWithATokenAndEndsWhatIsNotAllowed() throws IOException, InterruptedException {
        JsonNode result = NodeScript.run("protocol.mjs", List.of(Settings.KEY, url("ws")));

        Map<String, Integer> codes = Map.ofEntries(
                Map.entry("withoutToken", 4401),
                Map.entry("foreignKey", 4401),
                Map.entry("expired", 4401),
                Map.entry("expiring", 4401),
                Map.entry("otherDocument", 4403),
                Map.entry("text", 4400),
                Map.entry("unknownMessage", 4400),
                Map.entry("truncated", 4400),
                Map.entry("futureReference", 4400),
                Map.entry("awarenessTooLarge", 4400),
                Map.entry("tooLarge", 4413),
                Map.entry("forged", 4409));
        codes.forEach(
                (what, code) -> assertThat(result.path(what).asText()).as(what).isEqualTo(Integer.toString(code)));
        assertThat(result.path("refusedOnce").asInt()).isEqualTo(1);
        assertThat(result.path("subprotocol").asText()).isEqualTo("heliograph.documents");
        assertThat(result.path("ofReader").asText()).isEqualTo("still from ann");
        assertThat(result.path("afterForgery").asText()).isEqualTo("still from ann");
        assertThat(result.path("joinerGets").valueStream().map(JsonNode::asText))
                .containsExactly("from ann");
        assertThat(result.path("joinerHasTheSame").asBoolean()).isTrue();
        assertThat(result.path("reconnects").asInt()).isZero();
    }

    @Test
    void saysWhatIsStoredAndTakesANewTokenBeforeTheOldOneEnds() throws IOException, InterruptedException {
        JsonNode result = NodeScript.run("provider.mjs", List.of(Settings.KEY, url("http")));

        assertThat(result.path("savedAtOnce").asBoolean(true)).isFalse();
        assertThat(result.path("late").asText()).isEqualTo("kept");
        assertThat(result.path("savedWithoutEdits").asBoolean()).isTrue();
        assertThat(result.path("refusedIsSaved").asBoolean(true)).isFalse();
        assertThat(result.path("ofWriter").asText()).isEqualTo("still kept");
        assertThat(result.path("closes").asInt(-1)).isZero();
        assertThat(result.path("otherUser").asInt()).isEqualTo(4403);
    }

    @Test
    void keepsVersionsThatTheProviderRestores() throws IOException, InterruptedException {
        String accessToken = accessToken("ann", new DocumentPatterns(List.of(), List.of(folder + "/*"), List.of()));

        JsonNode result =
                NodeScript.run("versions.mjs", List.of(Settings.KEY, url("http"), folder + "/versions", accessToken));

        String delta = "[{\"insert\":\"plain and \"},{\"insert\":\"bold\",\"attributes\":{\"bold\":true}}]";
        assertThat(result.path("shown").toString()).isEqualTo(delta);
        assertThat(result.path("restored").asBoolean()).isTrue();
        assertThat(result.path("needless").asBoolean(true)).isFalse();
        assertThat(result.path("late").toString()).isEqualTo(delta);
        assertThat(result.path("tasks"))
                .hasSize(2)
                .allMatch(tasks -> tasks.toString().equals("{\"tasks\":[{\"title\":\"Buy milk\"}]}"));
        assertThat(result.path("names").toString()).isEqualTo("[\"Second\",\"First\"]");
        assertThat(result.path("authors").toString()).isEqualTo("[\"ann\",\"ann\"]");
        assertThat(result.path("lengths").toString())
                .as("14 characters and two ends of a format, an array, a map and its value; 7 characters")
                .isEqualTo("[19,7]");
        assertThat(result.path("growth").asInt()).isEqualTo(-12);
    }

    private String url(String scheme) {
        return "%s://%s:%d".formatted(scheme, service.getHost(), service.getPort());
    }
}
