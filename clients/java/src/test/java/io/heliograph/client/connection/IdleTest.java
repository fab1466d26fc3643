package io.heliograph.client.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.contracts.protocol.ClientFrame;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class IdleTest {
    private final ScriptedClient client = ScriptedClient.connected();

    @Test
    void tellsEachChangeOnce() {
        client.on(new ClientEvent.IdleChanged(true))
                .on(new ClientEvent.IdleChanged(true))
                .on(new ClientEvent.IdleChanged(false));

        assertThat(client.sent(ClientFrame.Activity.class))
                .containsExactly(new ClientFrame.Activity(true), new ClientFrame.Activity(false));
    }

    @Test
    void tellsAConnectionThatComesLater() {
        client.lose(1).on(new ClientEvent.IdleChanged(true));
        assertThat(client.sent(ClientFrame.Activity.class)).isEmpty();

        client.pass(Duration.ofSeconds(1)).join(2);

        assertThat(client.sent(ClientFrame.Activity.class)).containsExactly(new ClientFrame.Activity(true));
    }

    @Test
    void saysNothingToANewConnectionWhenThePersonIsActive() {
        client.on(new ClientEvent.IdleChanged(true))
                .on(new ClientEvent.IdleChanged(false))
                .lose(1);
        client.forget();

        client.pass(Duration.ofSeconds(1)).join(2);

        assertThat(client.sent(ClientFrame.Activity.class)).isEmpty();
    }

    @Test
    void endsWithTheLastWordWhenItIsToldTooOften() {
        for (int change = 1; change <= 101; change++) {
            client.on(new ClientEvent.IdleChanged(change % 2 == 1));
        }
        assertThat(client.sent(ClientFrame.Activity.class)).hasSizeLessThan(60);

        client.pass(Duration.ofSeconds(1));

        assertThat(client.sent(ClientFrame.Activity.class).getLast()).isEqualTo(new ClientFrame.Activity(true));
    }
}
