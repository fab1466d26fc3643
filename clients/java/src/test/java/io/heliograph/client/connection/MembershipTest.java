package io.heliograph.client.connection;

import static io.heliograph.client.connection.ScriptedClient.CHANNEL;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.client.connection.ClientEffect.Settle;
import io.heliograph.contracts.json.JsonBytes;
import io.heliograph.contracts.protocol.ClientFrame;
import io.heliograph.contracts.protocol.ProblemCode;
import io.heliograph.contracts.protocol.ServerFrame;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class MembershipTest {
    private static final ClientFrame.Enter ENTER = new ClientFrame.Enter("1", CHANNEL, JsonBytes.of("{}"));

    private final ScriptedClient client = ScriptedClient.connected();

    @Test
    void isAMemberWhenTheServerSaysSo() {
        client.on(new ClientEvent.EnterRequested(ENTER));
        assertThat(client.effects(Settle.class)).isEmpty();

        client.receive(1, new ServerFrame.Presence("1", CHANNEL, true));

        assertThat(client.effects(Settle.class)).containsExactly(new Settle("1", null));
    }

    @Test
    void entersAgainOnEachConnection() {
        client.on(new ClientEvent.EnterRequested(ENTER)).receive(1, new ServerFrame.Presence("1", CHANNEL, true));
        client.lose(1);
        client.forget();

        client.pass(Duration.ofSeconds(1)).join(2);

        assertThat(client.sent(ClientFrame.Enter.class)).containsExactly(ENTER);
    }

    @Test
    void staysAwayOnceItHasLeft() {
        client.on(new ClientEvent.EnterRequested(ENTER));
        client.on(new ClientEvent.LeaveRequested(new ClientFrame.Leave("2", CHANNEL)));
        client.lose(1);
        client.forget();

        client.pass(Duration.ofSeconds(1)).join(2);

        assertThat(client.sent(ClientFrame.Enter.class)).isEmpty();
    }

    @Test
    void hasLeftWhenTheConnectionIsGone() {
        client.on(new ClientEvent.EnterRequested(ENTER));
        client.on(new ClientEvent.LeaveRequested(new ClientFrame.Leave("2", CHANNEL)));
        client.forget();

        client.lose(1);

        assertThat(client.effects(Settle.class)).containsExactly(new Settle("2", null));
    }

    @Test
    void doesNotAskAgainForWhatWasRefused() {
        client.on(new ClientEvent.EnterRequested(ENTER));
        client.receive(1, ServerFrame.Failed.of("1", ProblemCode.NOT_SUBSCRIBED, "subscribe first"));
        assertThat(client.effects(Settle.class))
                .singleElement()
                .satisfies(settled -> assertThat(settled.problem()).isNotNull());
        client.lose(1);
        client.forget();

        client.pass(Duration.ofSeconds(1)).join(2);

        assertThat(client.sent(ClientFrame.Enter.class)).isEmpty();
    }
}
