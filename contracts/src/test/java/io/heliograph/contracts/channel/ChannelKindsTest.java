package io.heliograph.contracts.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.heliograph.contracts.channel.ChannelKind.PublishRule;
import io.heliograph.contracts.channel.ChannelKind.SubscribeRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChannelKindsTest {
    private static final ChannelKind USER = new ChannelKind(
            "user", SubscribeRule.OWNER, PublishRule.SERVICES, Optional.of(Duration.ofDays(7)), true, false, false);
    private static final ChannelKind LIVE =
            new ChannelKind("live", SubscribeRule.GRANT, PublishRule.GRANT, Optional.empty(), true, true, true);

    @TempDir
    private Path folder;

    @Test
    void hasEightKindsByDefault() {
        ChannelKinds kinds = ChannelKinds.defaults();

        assertThat(kinds.all())
                .extracting(ChannelKind::name)
                .containsExactly("broadcast", "document", "feed", "live", "presence", "room", "timeline", "user");
        assertThat(kinds.find(new ChannelName("user:42"))).contains(USER);
        assertThat(kinds.find(new ChannelName("live:1"))).contains(LIVE);
        assertThat(kinds.find(new ChannelName("order:1"))).isEmpty();
        assertThat(kinds.longestRetention()).isEqualTo(Duration.ofDays(7));
    }

    @Test
    void allowsTheDurabilitiesOfTheKind() {
        assertThat(USER.allows(Durability.DURABLE)).isTrue();
        assertThat(USER.allows(Durability.LATEST)).isTrue();
        assertThat(USER.allows(Durability.TRANSIENT)).isFalse();
        assertThat(LIVE.allows(Durability.DURABLE)).isFalse();
    }

    @Test
    void readsAFileInsteadOfTheDefaults() throws IOException {
        Path file = Files.writeString(folder.resolve("kinds.json"), """
                {"kinds":[{"kind":"live","subscribe":"grant","publish":"grant","latest":true,"transient":true,"members":true}]}""");

        assertThat(ChannelKinds.load(Optional.of(file)).all()).containsExactly(LIVE);
        assertThat(ChannelKinds.load(Optional.empty()).all())
                .isEqualTo(ChannelKinds.defaults().all());
    }

    @Test
    void namesTheFileThatItCannotRead() {
        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> ChannelKinds.load(Optional.of(folder.resolve("absent.json"))))
                .withMessageContaining("absent.json");
    }

    @Test
    void hasNothingDurableWithoutARetention() {
        assertThat(new ChannelKinds(List.of(LIVE)).longestRetention()).isZero();
    }

    @Test
    void refusesAKindThatIsThereTwice() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ChannelKinds(List.of(LIVE, LIVE)))
                .withMessageContaining("live is there twice");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ``                                                              | No content
            null                                                            | 'kinds' is required
            {}                                                              | 'kinds' is required
            []                                                              | line 1, column 1
            {"kinds":[null]}                                                | 'kinds[]' is required
            {"kinds":[{}]}                                                  | 'kind' is required
            {"kinds":[],"more":1}                                           | Unrecognized field "more"
            {"kinds":[]}x                                                   | line 1
            {"kinds":[{"kind":"a","kind":"b"}]}                             | Duplicate field 'kind'
            {"kinds":[{"kind":"A","subscribe":"grant","publish":"grant"}]}  | kind must be [a-z][a-z0-9-]*, is 'A'
            {"kinds":[{"kind":"a:b","subscribe":"grant","publish":"grant"}]} | kind must be [a-z][a-z0-9-]*, is 'a:b'
            {"kinds":[{"kind":"a","publish":"grant"}]}                      | 'subscribe' of kind a must be one of [owner, grant, authenticated], is null
            {"kinds":[{"kind":"a","subscribe":"GRANT","publish":"grant"}]}  | 'subscribe' of kind a must be one of [owner, grant, authenticated], is GRANT
            {"kinds":[{"kind":"a","subscribe":"grant","publish":"all"}]}    | 'publish' of kind a must be one of [grant, services], is all
            {"kinds":[{"kind":"a","subscribe":"grant","publish":"grant","latest":"often"}]} | line 1
            {"kinds":[{"kind":"a","subscribe":"grant","publish":"grant","durable":{}}]} | 'retention' is required
            {"kinds":[{"kind":"a","subscribe":"grant","publish":"grant","durable":{"retention":"7 days"}}]} | 'retention' of kind a must be a duration as P7D or PT12H, is 7 days
            {"kinds":[{"kind":"a","subscribe":"grant","publish":"grant","durable":{"retention":"PT0S"}}]} | retention of kind a must be longer than zero, is PT0S
            {"kinds":[{"kind":"a","subscribe":"grant","publish":"grant","durable":{"retention":"-P1D"}}]} | retention of kind a must be longer than zero
            """)
    void saysWhichFileIsWrongWhereAndWhatIsAllowed(String json, String complaint) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ChannelKinds.parse(json.getBytes(StandardCharsets.UTF_8), "my-kinds.json"))
                .withMessageStartingWith("my-kinds.json")
                .withMessageContaining(complaint);
    }
}
