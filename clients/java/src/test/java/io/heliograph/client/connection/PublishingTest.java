package io.heliograph.client.connection;

import static io.heliograph.client.connection.ScriptedClient.CHANNEL;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.client.connection.ClientEffect.Settle;
import io.heliograph.client.problem.Problem;
import io.heliograph.contracts.channel.Durability;
import io.heliograph.contracts.json.JsonBytes;
import io.heliograph.contracts.protocol.ClientFrame;
import io.heliograph.contracts.protocol.ProblemCode;
import io.heliograph.contracts.protocol.ServerFrame;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class PublishingTest {
    private final ScriptedClient client = ScriptedClient.connected();

    @Test
    void isDoneWhenTheServerHasIt() {
        client.on(publish("p1"));
        assertThat(client.effects(Settle.class)).isEmpty();

        client.receive(1, new ServerFrame.Published("p1", "id-p1"));

        assertThat(client.effects(Settle.class)).containsExactly(new Settle("p1", null));
    }

    @Test
    void sendsTheSameAgainOnTheNextConnectionUntilItIsAnswered() {
        client.on(publish("p1")).on(publish("p2")).receive(1, new ServerFrame.Published("p1", "id-p1"));
        client.lose(1);
        client.forget();

        client.pass(Duration.ofSeconds(1)).join(2).receive(2, new ServerFrame.Published("p2", "id-p2"));
        client.lose(2).pass(Duration.ofSeconds(1)).join(3);

        assertThat(client.sent(ClientFrame.Publish.class))
                .containsExactly(publish("p2").publication());
    }

    @Test
    void keepsWhatIsPublishedWithoutAConnection() {
        client.lose(1).on(publish("p1")).on(publish("p2"));
        assertThat(client.sent(ClientFrame.Publish.class)).isEmpty();

        client.pass(Duration.ofSeconds(1)).join(2);

        assertThat(refs(client)).containsExactly("p1", "p2");
    }

    @Test
    void refusesWhatDoesNotFitTheQueueAnyMore() {
        client.lose(1);

        for (int i = 0; i < 1_001; i++) {
            client.on(publish("p" + i));
        }

        assertThat(client.effects(Settle.class)).singleElement().satisfies(settled -> {
            assertThat(settled.ref()).isEqualTo("p1000");
            assertThat(code(settled)).isEqualTo(Problem.QUEUE_FULL);
        });
    }

    @Test
    void refusesWhatDoesNotFitAFrame() {
        String data = '"' + "x".repeat(16 * 1024) + '"';

        client.on(new ClientEvent.PublishRequested(
                "p1", new ClientFrame.Publish("p1", CHANNEL, "id", "test", null, JsonBytes.of(data))));

        assertThat(client.effects(Settle.class))
                .singleElement()
                .satisfies(settled -> assertThat(code(settled)).isEqualTo("too_large"));
        assertThat(client.sent(ClientFrame.Publish.class)).isEmpty();
    }

    @Test
    void failsForGoodWhenTheServerForbidsIt() {
        client.on(publish("p1")).receive(1, ServerFrame.Failed.of("p1", ProblemCode.FORBIDDEN, "no grant"));

        assertThat(client.effects(Settle.class))
                .containsExactly(new Settle("p1", new Problem("forbidden", "no grant")));
    }

    @Test
    void sendsEverythingUnansweredAgainInOrderWhenTheServerCouldNotForNow() {
        client.on(publish("p1")).on(publish("p2"));
        client.receive(1, ServerFrame.Failed.of("p1", ProblemCode.UNAVAILABLE, "Kafka is away"));
        client.forget();

        client.pass(Duration.ofMillis(999));
        assertThat(refs(client)).isEmpty();

        client.pass(Duration.ofMillis(1));
        assertThat(refs(client)).containsExactly("p1", "p2");
    }

    @Test
    void sendsNoFasterThanTheServerTakes() {
        for (int i = 0; i < 100; i++) {
            client.on(publish("p" + i));
        }
        assertThat(refs(client)).hasSizeLessThanOrEqualTo(60);

        client.pass(Duration.ofSeconds(1));
        assertThat(refs(client)).hasSizeLessThanOrEqualTo(60);

        client.pass(Duration.ofSeconds(5));
        assertThat(refs(client)).hasSize(100);
    }

    @Test
    void failsWhatIsUnansweredWhenTheClientIsClosed() {
        client.on(publish("p1")).on(new ClientEvent.CloseRequested()).on(publish("p2"));

        assertThat(client.effects(Settle.class))
                .extracting(Settle::ref, PublishingTest::code)
                .containsExactly(
                        org.assertj.core.api.Assertions.tuple("p1", Problem.CLOSED),
                        org.assertj.core.api.Assertions.tuple("p2", Problem.CLOSED));
    }

    @Test
    void doesNotKeepWhatIsTransient() {
        client.on(publishTransient("p1"));
        assertThat(refs(client)).containsExactly("p1");

        client.lose(1).on(publishTransient("p2"));
        client.forget();
        client.pass(Duration.ofSeconds(1)).join(2);

        assertThat(refs(client)).isEmpty();
    }

    @Test
    void tellsThatSomethingTransientIsLost() {
        client.on(publishTransient("p1")).lose(1).on(publishTransient("p2"));

        assertThat(client.effects(Settle.class))
                .extracting(Settle::ref, PublishingTest::code)
                .containsExactly(
                        org.assertj.core.api.Assertions.tuple("p1", "unavailable"),
                        org.assertj.core.api.Assertions.tuple("p2", "unavailable"));
    }

    private static ClientEvent.PublishRequested publishTransient(String ref) {
        return new ClientEvent.PublishRequested(
                ref,
                new ClientFrame.Publish(
                        ref, CHANNEL, Durability.TRANSIENT, null, null, "typing", null, JsonBytes.of("1")));
    }

    private static ClientEvent.PublishRequested publish(String ref) {
        return new ClientEvent.PublishRequested(
                ref, new ClientFrame.Publish(ref, CHANNEL, "id-" + ref, "test", null, JsonBytes.of("1")));
    }

    private static String code(Settle settled) {
        return Objects.requireNonNull(settled.problem()).code();
    }

    private static List<String> refs(ScriptedClient client) {
        return client.sent(ClientFrame.Publish.class).stream()
                .map(ClientFrame.Publish::ref)
                .toList();
    }
}
