package io.heliograph.client.connection;

import io.heliograph.client.connection.ClientEffect.ChangeState;
import io.heliograph.client.connection.ClientEffect.Close;
import io.heliograph.client.connection.ClientEffect.RequestToken;
import io.heliograph.client.connection.Phase.Succession;
import io.heliograph.client.time.Deadlines;
import io.heliograph.contracts.protocol.ServerFrame;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Which connection there is, when the next one is tried, and when there is none any more (docs/protocol.md §5.2–5.5). Confined to its mailbox. */
final class Lifecycle {
    private static final Sequel RETRY = new Sequel.Retry(Duration.ZERO, TokenReason.CONNECT);

    private final ClientSettings settings;
    private final RandomGenerator random;
    private final Traffic traffic;
    private final Joiner joiner;
    private final Refusals refusals = new Refusals();
    private final Consumer<ClientEffect> effects;
    private Phase phase = new Phase.Idle();
    private int failures;

    Lifecycle(
            ClientSettings settings,
            RandomGenerator random,
            Traffic traffic,
            Joiner joiner,
            Consumer<ClientEffect> effects) {
        this.settings = settings;
        this.random = random;
        this.traffic = traffic;
        this.joiner = joiner;
        this.effects = effects;
    }

    void connect(long nowNanos) {
        if (phase instanceof Phase.Idle) {
            join(TokenReason.CONNECT, nowNanos);
        }
    }

    void close(Ending ending) {
        if (phase instanceof Phase.Closed) {
            return;
        }
        if (phase instanceof Phase.Live(LiveLink live, Succession _)) {
            traffic.subscriptions().flush();
            effects.accept(new Close(live.link()));
        }
        joiner.abandon();
        traffic.close();
        become(new Phase.Closed(), null, ending, Duration.ZERO);
    }

    /** The connection that serves now, if it is this link. */
    @Nullable
    LiveLink live(int link) {
        return phase instanceof Phase.Live(LiveLink live, Succession _) && live.link() == link ? live : null;
    }

    boolean isClosed() {
        return phase instanceof Phase.Closed;
    }

    void on(int link, ServerFrame.Welcome welcome, long nowNanos) {
        if (!joiner.welcomed(link, welcome.connection())) {
            return;
        }
        if (phase instanceof Phase.Live(LiveLink predecessor, Succession _)) {
            traffic.subscriptions().flush();
            traffic.detach();
            effects.accept(new Close(predecessor.link()));
        }
        failures = 0;
        refusals.welcomed();
        var live = new LiveLink(link, welcome, new TokenRenewal(settings.backoff()), nowNanos);
        become(new Phase.Live(live, new Succession.None()), welcome.connection(), null, Duration.ZERO);
        traffic.attach(link);
    }

    void on(int link, ServerFrame.Reconnect frame, long nowNanos) {
        if (phase instanceof Phase.Live(LiveLink live, Succession.None _) && live.link() == link) {
            long atNanos = Deadlines.afterMillis(frame.afterMillis(), nowNanos);
            phase = new Phase.Live(live, new Succession.Planned(atNanos, TokenReason.CONNECT));
        }
    }

    /** The last word on a link, docs/protocol.md §4.10. */
    void on(int link, ServerFrame.Closing frame, long nowNanos) {
        if (live(link) != null || joiner.leads(link)) {
            effects.accept(new Close(link));
            ended(link, new Ending(frame.code(), frame.reason()), refusals.sequel(frame), nowNanos);
        }
    }

    void on(ClientEvent.SocketEnded event, long nowNanos) {
        ended(event.link(), event.ending(), new Sequel.Retry(event.retryAfter(), TokenReason.CONNECT), nowNanos);
    }

    void on(ClientEvent.TokenUnavailable event, long nowNanos) {
        LiveLink live = live(event.link());
        if (live != null) {
            live.renewal().failed(nowNanos, random);
        } else {
            ended(event.link(), Ending.TOKEN_UNAVAILABLE, RETRY, nowNanos);
        }
    }

    void tick(long nowNanos) {
        if (joiner.isLate(nowNanos)) {
            joiner.abandon();
            failedToJoin(Ending.CONNECT_TIMEOUT, RETRY, nowNanos);
        }
        if (phase instanceof Phase.Live(LiveLink live, Succession _)) {
            if (live.isSilent(nowNanos)) {
                effects.accept(new Close(live.link()));
                ended(live.link(), Ending.SILENCE, RETRY, nowNanos);
            } else if (live.renewal().begins(nowNanos)) {
                effects.accept(new RequestToken(live.link(), TokenReason.EXPIRED));
            }
        }
        if (phase instanceof Phase.Waiting(long untilNanos, TokenReason reason)
                && Deadlines.isDue(untilNanos, nowNanos)) {
            join(reason, nowNanos);
        }
        if (phase instanceof Phase.Live(LiveLink live, Succession.Planned(long atNanos, TokenReason reason))
                && Deadlines.isDue(atNanos, nowNanos)) {
            joiner.begin(reason, nowNanos);
            phase = new Phase.Live(live, new Succession.Underway());
        }
    }

    OptionalLong deadlineNanos() {
        OptionalLong first = Deadlines.earliest(phase.deadlineNanos(), joiner.deadlineNanos());
        return phase instanceof Phase.Live(LiveLink live, Succession _)
                ? Deadlines.earliest(first, live.deadlineNanos())
                : first;
    }

    private void join(TokenReason reason, long nowNanos) {
        become(new Phase.Joining(), null, null, Duration.ZERO);
        joiner.begin(reason, nowNanos);
    }

    private void ended(int link, Ending ending, Sequel sequel, long nowNanos) {
        if (joiner.leads(link)) {
            joiner.ended();
            failedToJoin(ending, sequel, nowNanos);
        } else if (phase instanceof Phase.Live(LiveLink live, Succession succession) && live.link() == link) {
            traffic.detach();
            if (succession instanceof Succession.Underway) {
                // Whatever ended it, REPLACED for one: the successor's fate decides.
                become(new Phase.Joining(), null, ending, Duration.ZERO);
            } else {
                follow(sequel, ending, nowNanos);
            }
        }
    }

    private void failedToJoin(Ending ending, Sequel sequel, long nowNanos) {
        if (!(phase instanceof Phase.Live(LiveLink live, Succession _))) {
            follow(sequel, ending, nowNanos);
            return;
        }
        phase = new Phase.Live(
                live,
                switch (sequel) {
                    case Sequel.Retry retry ->
                        new Succession.Planned(nowNanos + delay(retry).toNanos(), retry.reason());
                    case Sequel.Stop _ -> new Succession.None();
                });
    }

    private void follow(Sequel sequel, Ending ending, long nowNanos) {
        switch (sequel) {
            case Sequel.Retry retry -> {
                Duration delay = delay(retry);
                become(new Phase.Waiting(nowNanos + delay.toNanos(), retry.reason()), null, ending, delay);
            }
            case Sequel.Stop _ -> close(ending);
        }
    }

    private Duration delay(Sequel.Retry retry) {
        return retry.retryAfter().plus(settings.backoff().delay(failures++, random));
    }

    private void become(Phase next, @Nullable String connection, @Nullable Ending ending, Duration retryIn) {
        ConnectionState from = phase.state();
        phase = next;
        effects.accept(new ChangeState(new StateChange(from, next.state(), connection, ending, retryIn)));
    }
}
