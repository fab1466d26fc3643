package io.heliograph.client.connection;

import io.heliograph.client.problem.Problem;
import io.heliograph.client.time.Deadlines;
import io.heliograph.contracts.protocol.ClientFrame;
import io.heliograph.contracts.protocol.ServerFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;

/**
 * The client's decisions, without sockets, threads or clocks: events in, effects out (docs/protocol.md §5). Confined to its mailbox; time is monotonic nanoseconds and
 * never goes back.
 */
public final class ClientMachine {
    private static final String REFRESH_REF = "refresh";

    private final RandomGenerator random;
    private final Traffic traffic;
    private final Joiner joiner;
    private final Lifecycle lifecycle;
    private List<ClientEffect> effects = new ArrayList<>();

    public ClientMachine(ClientSettings settings, RandomGenerator random) {
        this.random = random;
        traffic = new Traffic(settings.acknowledgeMode(), this::add);
        joiner = new Joiner(settings, traffic.subscriptions(), this::add);
        lifecycle = new Lifecycle(settings, random, traffic, joiner, this::add);
    }

    /** What follows from an event: the effects in the order in which they are to be carried out. */
    public List<ClientEffect> on(ClientEvent event, long nowNanos) {
        traffic.at(nowNanos);
        handle(event, nowNanos);
        traffic.proceed();
        List<ClientEffect> result = effects;
        effects = new ArrayList<>();
        return result;
    }

    /** When the client wants {@link ClientEvent.Ticked} next. */
    public OptionalLong deadlineNanos() {
        return Deadlines.earliest(lifecycle.deadlineNanos(), traffic.deadlineNanos());
    }

    private void handle(ClientEvent event, long nowNanos) {
        switch (event) {
            case ClientEvent.ConnectRequested _ -> lifecycle.connect(nowNanos);
            case ClientEvent.CloseRequested _ -> lifecycle.close(Ending.BY_APPLICATION);
            case ClientEvent.SubscribeRequested request ->
                traffic.subscriptions().subscribe(request.subscription(), request.channel(), request.start());
            case ClientEvent.UnsubscribeRequested request ->
                traffic.subscriptions().unsubscribe(request.subscription());
            case ClientEvent.AcknowledgeRequested request ->
                traffic.subscriptions().acknowledge(request.subscription(), request.position(), nowNanos);
            case ClientEvent.PublishRequested request ->
                unlessClosed(request.ref(), () -> traffic.publish(request.ref(), request.publication()));
            case ClientEvent.EnterRequested request ->
                unlessClosed(request.frame().ref(), () -> traffic.enter(request.frame()));
            case ClientEvent.LeaveRequested request ->
                unlessClosed(request.frame().ref(), () -> traffic.leave(request.frame()));
            case ClientEvent.HistoryRequested request ->
                unlessClosed(request.frame().ref(), () -> traffic.request(request.frame()));
            case ClientEvent.IdleChanged change -> traffic.becomeIdle(change.idle());
            case ClientEvent.TokenReceived received -> tokenReceived(received);
            case ClientEvent.TokenUnavailable unavailable -> lifecycle.on(unavailable, nowNanos);
            case ClientEvent.SocketOpened opened -> joiner.on(opened);
            case ClientEvent.FrameReceived received -> frameReceived(received, nowNanos);
            case ClientEvent.SocketEnded ended -> lifecycle.on(ended, nowNanos);
            case ClientEvent.Ticked _ -> lifecycle.tick(nowNanos);
        }
    }

    private void unlessClosed(String ref, Runnable request) {
        if (lifecycle.isClosed()) {
            add(new ClientEffect.Settle(ref, new Problem(Problem.CLOSED, "the client is closed")));
        } else {
            request.run();
        }
    }

    private void tokenReceived(ClientEvent.TokenReceived received) {
        if (lifecycle.live(received.link()) != null) {
            traffic.send(new ClientFrame.Refresh(REFRESH_REF, received.token().value()));
        } else {
            joiner.on(received);
        }
    }

    private void frameReceived(ClientEvent.FrameReceived received, long nowNanos) {
        int link = received.link();
        LiveLink live = lifecycle.live(link);
        if (live != null) {
            live.heard(nowNanos);
        }
        switch (received.frame()) {
            case null -> {} // of a later version: §2.3
            case ServerFrame.Welcome welcome -> lifecycle.on(link, welcome, nowNanos);
            case ServerFrame.Closing closing -> lifecycle.on(link, closing, nowNanos);
            case ServerFrame frame when live != null -> serve(live, frame, nowNanos);
            case ServerFrame _ -> {} // of a connection that another has succeeded
        }
    }

    private void serve(LiveLink live, ServerFrame frame, long nowNanos) {
        switch (frame) {
            case ServerFrame.Subscribed subscribed -> traffic.subscriptions().on(subscribed);
            case ServerFrame.Message message -> traffic.subscriptions().on(message, nowNanos);
            case ServerFrame.TransientMessage message -> traffic.subscriptions().on(message);
            case ServerFrame.State state -> traffic.subscriptions().on(state);
            case ServerFrame.Presence presence -> traffic.on(presence);
            case ServerFrame.History history -> traffic.on(history);
            case ServerFrame.Skipped skipped -> traffic.subscriptions().on(skipped, nowNanos);
            case ServerFrame.Reset reset -> traffic.subscriptions().on(reset, nowNanos);
            case ServerFrame.Published published -> traffic.on(published);
            case ServerFrame.Failed failed
            when REFRESH_REF.equals(failed.ref()) -> live.renewal().failed(nowNanos, random);
            case ServerFrame.Failed failed -> traffic.on(failed);
            case ServerFrame.Refreshed refreshed -> live.renewal().granted(refreshed.expiresInMillis(), nowNanos);
            case ServerFrame.Reconnect reconnect -> lifecycle.on(live.link(), reconnect, nowNanos);
            case ServerFrame.Ping _ -> traffic.send(new ClientFrame.Pong());
            case ServerFrame.Welcome _, ServerFrame.Closing _ ->
                throw new IllegalArgumentException("handled for all links");
        }
    }

    private void add(ClientEffect effect) {
        effects.add(effect);
    }
}
