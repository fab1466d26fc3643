package io.heliograph.client.connection;

import static io.heliograph.client.connection.ScriptedClient.CHANNEL;
import static io.heliograph.client.connection.ScriptedClient.at;
import static io.heliograph.client.connection.ScriptedClient.message;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.client.connection.ClientEffect.Answer;
import io.heliograph.client.connection.ClientEffect.Settle;
import io.heliograph.client.problem.Problem;
import io.heliograph.client.subscription.HistoryPage;
import io.heliograph.client.subscription.Message;
import io.heliograph.contracts.protocol.ClientFrame;
import io.heliograph.contracts.protocol.ProblemCode;
import io.heliograph.contracts.protocol.ServerFrame;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class HistoryTest {
    private static final ClientFrame.History REQUEST = new ClientFrame.History("h1", CHANNEL, at(19), 2);
    private static final ServerFrame.History ANSWER = new ServerFrame.History(
            "h1", CHANNEL, at(17), true, List.of(new ServerFrame.Skipped(CHANNEL, 7, 18, 18), message(19)));

    private final ScriptedClient client = ScriptedClient.connected();

    @Test
    void bringsThePageWithoutWhatHasNothingToDeliver() {
        client.on(new ClientEvent.HistoryRequested(REQUEST)).receive(1, ANSWER);

        assertThat(client.sent(ClientFrame.History.class)).containsExactly(REQUEST);
        assertThat(client.effects(Answer.class)).singleElement().satisfies(answer -> {
            HistoryPage page = answer.page();
            assertThat(page.messages()).extracting(Message::position).containsExactly(at(19));
            assertThat(page.position()).isEqualTo(at(17));
            assertThat(page.more()).isTrue();
        });
    }

    @Test
    void movesNoSubscription() {
        var following = ScriptedClient.following(at(5));

        following
                .on(new ClientEvent.HistoryRequested(REQUEST))
                .receive(1, ANSWER)
                .receive(1, message(6));

        assertThat(following.delivered())
                .singleElement()
                .isInstanceOfSatisfying(
                        Message.class,
                        delivered -> assertThat(delivered.offset()).isEqualTo(6));
    }

    @Test
    void asksAgainOnTheNextConnection() {
        client.on(new ClientEvent.HistoryRequested(REQUEST)).lose(1);
        client.forget();

        client.pass(Duration.ofSeconds(1)).join(2).receive(2, ANSWER);

        assertThat(client.sent(ClientFrame.History.class)).containsExactly(REQUEST);
        assertThat(client.effects(Answer.class)).hasSize(1);
    }

    @Test
    void asksAgainLaterWhenTheStoreIsAway() {
        client.on(new ClientEvent.HistoryRequested(REQUEST))
                .receive(1, ServerFrame.Failed.of("h1", ProblemCode.UNAVAILABLE, "the store is away"));
        client.forget();

        client.pass(Duration.ofSeconds(2)).receive(1, ANSWER);

        assertThat(client.sent(ClientFrame.History.class)).containsExactly(REQUEST);
        assertThat(client.effects(Answer.class)).hasSize(1);
    }

    @Test
    void saysWhatTheServerRefused() {
        client.on(new ClientEvent.HistoryRequested(REQUEST))
                .receive(1, ServerFrame.Failed.of("h1", ProblemCode.FORBIDDEN, "no grant"));

        assertThat(client.effects(Settle.class))
                .containsExactly(new Settle("h1", new Problem("forbidden", "no grant")));
        assertThat(client.lose(1).pass(Duration.ofSeconds(1)).join(2).sent(ClientFrame.History.class))
                .containsExactly(REQUEST);
    }

    @Test
    void keepsAHundredRequestsAndSaysSo() {
        var offline = new ScriptedClient();
        for (int request = 0; request <= 100; request++) {
            offline.on(new ClientEvent.HistoryRequested(new ClientFrame.History("h" + request, CHANNEL, null, 50)));
        }

        assertThat(offline.effects(Settle.class)).singleElement().satisfies(settled -> {
            assertThat(settled.ref()).isEqualTo("h100");
            assertThat(settled.problem()).extracting(Problem::code).isEqualTo(Problem.QUEUE_FULL);
        });
    }

    @Test
    void failsWhenTheClientIsClosedFirst() {
        client.on(new ClientEvent.HistoryRequested(REQUEST)).on(new ClientEvent.CloseRequested());

        assertThat(client.effects(Settle.class))
                .singleElement()
                .satisfies(settled ->
                        assertThat(settled.problem()).extracting(Problem::code).isEqualTo(Problem.CLOSED));
    }
}
