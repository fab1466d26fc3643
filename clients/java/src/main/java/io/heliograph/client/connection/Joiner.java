package io.heliograph.client.connection;

import io.heliograph.client.connection.ClientEffect.Close;
import io.heliograph.client.connection.ClientEffect.Dial;
import io.heliograph.client.connection.ClientEffect.RequestToken;
import io.heliograph.client.connection.ClientEffect.Send;
import io.heliograph.client.subscription.Subscriptions;
import io.heliograph.client.time.Deadlines;
import io.heliograph.contracts.protocol.ClientFrame;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Leads one link at a time from its token to {@code welcome}. Confined to its mailbox. */
final class Joiner {
    private final ClientSettings settings;
    private final Subscriptions subscriptions;
    private final Consumer<ClientEffect> effects;
    private int link;
    private Stage stage = new Stage.Done();
    private long deadlineNanos;
    private @Nullable String lastConnection;

    private sealed interface Stage {
        /** There is no link on its way. */
        record Done() implements Stage {}

        record AwaitingToken() implements Stage {}

        record Dialling(Token token) implements Stage {}

        record AwaitingWelcome() implements Stage {}
    }

    Joiner(ClientSettings settings, Subscriptions subscriptions, Consumer<ClientEffect> effects) {
        this.settings = settings;
        this.subscriptions = subscriptions;
        this.effects = effects;
    }

    /** Starts with the next link. */
    void begin(TokenReason reason, long nowNanos) {
        link++;
        stage = new Stage.AwaitingToken();
        deadlineNanos = nowNanos + settings.connectTimeout().toNanos();
        effects.accept(new RequestToken(link, reason));
    }

    /** Whether it is this link that is on its way. */
    boolean leads(int someLink) {
        return !(stage instanceof Stage.Done) && link == someLink;
    }

    void on(ClientEvent.TokenReceived event) {
        if (leads(event.link()) && stage instanceof Stage.AwaitingToken) {
            stage = new Stage.Dialling(event.token());
            effects.accept(new Dial(link));
        }
    }

    void on(ClientEvent.SocketOpened event) {
        if (leads(event.link()) && stage instanceof Stage.Dialling(Token token)) {
            stage = new Stage.AwaitingWelcome();
            String device = settings.device();
            effects.accept(new Send(
                    link,
                    new ClientFrame.Hello(
                            token.value(),
                            device,
                            settings.client(),
                            // Also when it is lost: the server may not have noticed yet.
                            device == null ? null : lastConnection,
                            subscriptions.greet())));
        }
    }

    /** @return whether the link is live with this; it is no longer on its way then */
    boolean welcomed(int someLink, String connection) {
        if (!leads(someLink) || !(stage instanceof Stage.AwaitingWelcome)) {
            return false;
        }
        lastConnection = connection;
        stage = new Stage.Done();
        return true;
    }

    /** Gives the link up, if there is one. */
    void abandon() {
        if (!(stage instanceof Stage.Done)) {
            effects.accept(new Close(link));
            ended();
        }
    }

    /** The link has ended by itself. */
    void ended() {
        stage = new Stage.Done();
    }

    boolean isLate(long nowNanos) {
        return !(stage instanceof Stage.Done) && Deadlines.isDue(deadlineNanos, nowNanos);
    }

    OptionalLong deadlineNanos() {
        return stage instanceof Stage.Done ? OptionalLong.empty() : OptionalLong.of(deadlineNanos);
    }
}
