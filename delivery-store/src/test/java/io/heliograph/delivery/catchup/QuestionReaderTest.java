package io.heliograph.delivery.catchup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.channel.Position;
import io.heliograph.delivery.api.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuestionReaderTest {
    private final QuestionReader reader = new QuestionReader();

    @Test
    void readsEveryPlace() {
        var questions = reader.catchUp("""
                {"limit":20,"channels":[
                  {"channel":"room:1","from":{"at":"position","position":"e7.18"}},
                  {"channel":"room:2","from":{"at":"position","position":"0"}},
                  {"channel":"room:3","from":{"at":"head"}},
                  {"channel":"room:4","from":{"at":"beginning"}},
                  {"channel":"user:42","from":{"at":"acknowledgement","user":"42","device":"d1"}},
                  {"channel":"user:42","from":{"at":"acknowledgement","user":"42"},"later":"ignored"}]}""".getBytes(UTF_8));

        assertThat(questions.limit()).isEqualTo(20);
        assertThat(questions.questions())
                .containsExactly(
                        new Question.From(new ChannelName("room:1"), new Start.After(Position.parse("e7.18"))),
                        new Question.From(new ChannelName("room:2"), new Start.Beginning()),
                        new Question.From(new ChannelName("room:3"), new Start.Head()),
                        new Question.From(new ChannelName("room:4"), new Start.Beginning()),
                        new Question.FromAcknowledgement(new ChannelName("user:42"), "42", "d1"),
                        new Question.FromAcknowledgement(new ChannelName("user:42"), "42", null));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '\0',
            value = {
                "nonsense; malformed",
                "; malformed",
                "null; malformed",
                "[]; malformed",
                "{}; malformed",
                "{\"channels\":[null],\"limit\":1}; malformed",
                "{\"channels\":[{}],\"limit\":1}; invalid_channel",
                "{\"channels\":[{\"channel\":\"room\",\"from\":{\"at\":\"head\"}}],\"limit\":1}; invalid_channel",
                "{\"channels\":[{\"channel\":\"room:1\"}],\"limit\":1}; malformed",
                "{\"channels\":[{\"channel\":\"room:1\",\"from\":{\"at\":\"nowhere\"}}],\"limit\":1}; malformed",
                "{\"channels\":[{\"channel\":\"room:1\",\"from\":{\"at\":\"position\"}}],\"limit\":1}; invalid_position",
                "{\"channels\":[{\"channel\":\"room:1\",\"from\":{\"at\":\"position\",\"position\":\"18\"}}],\"limit\":1}; invalid_position",
                "{\"channels\":[{\"channel\":\"room:1\",\"from\":{\"at\":\"acknowledgement\"}}],\"limit\":1}; malformed",
                "{\"channels\":[],\"limit\":-1}; malformed",
                "{\"channels\":[],\"limit\":1001}; malformed",
                "{\"channels\":[],\"limit\":1} 2; malformed"
            })
    void refusesWithACode(String json, String code) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> reader.catchUp((json == null ? "" : json).getBytes(UTF_8)))
                .satisfies(problem ->
                        assertThat(problem.problem().code().wireName()).isEqualTo(code));
    }

    @Test
    void refusesMoreChannelsThanAQuestionMayHave() {
        String channels = "\"room:1\",".repeat(1_000) + "\"room:1\"";

        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> reader.heads(("{\"channels\":[" + channels + "]}").getBytes(UTF_8)))
                .withMessage("at most 1000 channels a request, has 1001");
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> reader.heads("{}".getBytes(UTF_8)))
                .withMessage("member 'channels' is required");
    }
}
