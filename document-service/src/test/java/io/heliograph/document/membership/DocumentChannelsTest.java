package io.heliograph.document.membership;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.contracts.channel.ChannelKinds;
import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.document.name.DocumentName;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class DocumentChannelsTest {
    private final DocumentChannels channels = new DocumentChannels(ChannelKinds.defaults());

    @Test
    void encodesWhatAChannelCannotBeCalled() {
        assertThat(channels.of(new DocumentName("notes/plan"))).contains(new ChannelName("document:notes/plan"));
        assertThat(channels.of(new DocumentName("50 %"))).contains(new ChannelName("document:50%20%25"));
    }

    @Test
    void hasNoneForANameThatIsTooLong() {
        assertThat(channels.of(new DocumentName("x".repeat(119)))).isPresent();
        assertThat(channels.of(new DocumentName("x".repeat(120)))).isEmpty();
        assertThat(channels.of(new DocumentName("é".repeat(20)))).isEmpty();
    }

    @Test
    void hasNoneWhenTheInstallationHasNoSuchKind() {
        String kinds = """
                {"kinds":[{"kind":"document","subscribe":"grant","publish":"services","latest":true,"transient":false}]}""";

        DocumentChannels others =
                new DocumentChannels(ChannelKinds.parse(kinds.getBytes(StandardCharsets.UTF_8), "kinds.json"));

        assertThat(others.of(new DocumentName("notes/plan"))).isEmpty();
    }
}
