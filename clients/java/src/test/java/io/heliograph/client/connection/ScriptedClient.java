package io.heliograph.client.connection;

import io.heliograph.client.subscription.AcknowledgeMode;
import io.heliograph.client.subscription.SubscriptionEvent;
import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.channel.Position;
import io.heliograph.contracts.json.JsonBytes;
import io.heliograph.contracts.protocol.ClientFrame;
import io.heliograph.contracts.protocol.ServerFrame;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A client's decisions in virtual time: a test plays the server and looks at what the client wants done. */
final class ScriptedClient {
    static final ChannelName CHANNEL = new ChannelName("room:1");
    static final long EPOCH = 7;
    static final Duration PING_INTERVAL = Duration.ofSeconds(25);
    static final Duration TOKEN_LIFE = Duration.ofHours(1);

    private final ClientMachine machine;
    private final List<ClientEffect> effects = new ArrayList<>();
    private long nowNanos = Long.MAX_VALUE - Duration.ofSeconds(1).toNanos(); // monotonic time may wrap

    ScriptedClient() {
        this(AcknowledgeMode.AUTOMATIC);
    }

    ScriptedClient(AcknowledgeMode mode) {
        this(new ClientSettings("d1", "test/1", Duration.ofSeconds(10), Backoff.DEFAULT, mode));
    }

    ScriptedClient(ClientSettings settings) {
        machine = new ClientMachine(settings, new Random(1));
    }

    /** Connected over link 1 as connection {@code c1}. */
    static ScriptedClient connected() {
        var client = new ScriptedClient();
        client.on(new ClientEvent.ConnectRequested());
        client.join(1);
        client.forget();
        return client;
    }

    /** Connected over link 1, following {@link #CHANNEL} as subscription 1 from the position, which the server has confirmed. */
    static ScriptedClient following(Position position) {
        return following(AcknowledgeMode.AUTOMATIC, position);
    }

    static ScriptedClient following(AcknowledgeMode mode, Position position) {
        var client = new ScriptedClient(mode);
        client.on(new ClientEvent.SubscribeRequested(1, CHANNEL, new ClientFrame.Start.After(position)));
        client.on(new ClientEvent.ConnectRequested());
        client.join(1);
        client.receive(1, subscribed(null, position));
        client.forget();
        return client;
    }

    ScriptedClient on(ClientEvent event) {
        effects.addAll(machine.on(event, nowNanos));
        return this;
    }

    ScriptedClient receive(int link, ServerFrame frame) {
        return on(new ClientEvent.FrameReceived(link, frame));
    }

    /** Leads a link from the request for its token to {@code welcome} as connection {@code c<link>}. */
    ScriptedClient join(int link) {
        on(new ClientEvent.TokenReceived(link, new Token("token-" + link)));
        on(new ClientEvent.SocketOpened(link));
        return receive(link, welcome("c" + link));
    }

    ScriptedClient lose(int link) {
        return on(new ClientEvent.SocketEnded(link, new Ending(1006, ""), Duration.ZERO));
    }

    /** Lets time pass; the client gets every tick it wants in between. */
    ScriptedClient pass(Duration duration) {
        long untilNanos = nowNanos + duration.toNanos();
        for (OptionalLong next = machine.deadlineNanos();
                next.isPresent() && next.getAsLong() - untilNanos <= 0;
                next = machine.deadlineNanos()) {
            nowNanos += Math.max(1, next.getAsLong() - nowNanos);
            on(new ClientEvent.Ticked());
        }
        nowNanos = untilNanos;
        return this;
    }

    void forget() {
        effects.clear();
    }

    List<ClientEffect> effects() {
        return List.copyOf(effects);
    }

    <E extends ClientEffect> List<E> effects(Class<E> type) {
        return effects.stream().filter(type::isInstance).map(type::cast).toList();
    }

    <F extends ClientFrame> List<F> sent(Class<F> type) {
        return effects(ClientEffect.Send.class).stream()
                .map(ClientEffect.Send::frame)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    List<SubscriptionEvent> delivered() {
        return effects(ClientEffect.Deliver.class).stream()
                .map(ClientEffect.Deliver::event)
                .toList();
    }

    List<ConnectionState> states() {
        return effects(ClientEffect.ChangeState.class).stream()
                .map(effect -> effect.change().to())
                .toList();
    }

    StateChange lastChange() {
        return effects(ClientEffect.ChangeState.class).getLast().change();
    }

    static Position at(long offset) {
        return new Position(EPOCH, offset);
    }

    static ServerFrame.Welcome welcome(String connection) {
        return new ServerFrame.Welcome(
                connection, "ann", PING_INTERVAL.toMillis(), TOKEN_LIFE.toMillis(), Instant.EPOCH);
    }

    static ServerFrame.Subscribed subscribed(@Nullable String ref, Position position) {
        return new ServerFrame.Subscribed(ref, CHANNEL, position, position, true, false);
    }

    static ServerFrame.Message message(long offset) {
        return message(EPOCH, offset);
    }

    static ServerFrame.Message message(long epoch, long offset) {
        return new ServerFrame.Message(
                CHANNEL, epoch, offset, "id-" + offset, "test", Instant.EPOCH, null, null, JsonBytes.of("" + offset));
    }
}
