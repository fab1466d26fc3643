package io.heliograph.gateway.connection;

import io.heliograph.contracts.channel.ChannelKind;
import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.channel.Position;
import io.heliograph.contracts.protocol.ClientFrame;
import io.heliograph.contracts.protocol.CloseCode;
import io.heliograph.contracts.protocol.ProblemCode;
import io.heliograph.contracts.protocol.ProtocolLimits;
import io.heliograph.contracts.protocol.ResetReason;
import io.heliograph.contracts.protocol.ServerFrame;
import io.heliograph.gateway.authentication.Authenticator.Outcome;
import io.heliograph.gateway.authentication.Principal;
import io.heliograph.gateway.lifecycle.ConnectionEvents.ConnectionFacts;
import io.heliograph.gateway.signal.StateOutbox;
import io.heliograph.gateway.subscription.LoopStreams;
import io.heliograph.gateway.subscription.Subscription;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An open connection's dealings: who it is, what it is subscribed to, and what it asks for, docs/protocol.md §3. Confined to its event loop. */
final class Session {
    /** Requests of a client whose answer others owe, Kafka above all. */
    private static final int MAX_UNANSWERED = 64;

    private final Connection connection;
    private final ConnectionServices services;
    private final ConnectionLoop loop;
    private final ConnectionFacts facts;
    private final SubscriptionSet subscriptions = new SubscriptionSet();
    private Principal principal;
    private long expiryNanos;
    private @Nullable String replaces;
    private int unanswered;
    /** Made when the first channel with state is subscribed to. */
    private @Nullable StateOutbox outbox;

    /** Made by the first {@code enter}. */
    private @Nullable EnteredChannels entered;

    /** Made by the first {@code activity}. */
    private @Nullable Idleness idleness;

    private boolean refreshing;

    Session(
            Connection connection,
            ConnectionServices services,
            ConnectionLoop loop,
            ConnectionFacts facts,
            Principal principal,
            @Nullable String replaces) {
        this.connection = connection;
        this.services = services;
        this.loop = loop;
        this.facts = facts;
        this.principal = principal;
        this.replaces = replaces;
        this.expiryNanos =
                services.nanoClock().getAsLong() + untilExpiry(principal).toNanos();
    }

    ConnectionFacts facts() {
        return facts;
    }

    int channels() {
        return subscriptions.size();
    }

    /** Until the token has expired for longer than the leeway; not positive afterwards. */
    long untilExpiryNanos(long nowNanos) {
        return expiryNanos + ProtocolLimits.TOKEN_LEEWAY.toNanos() - nowNanos;
    }

    void handle(ClientFrame frame) {
        switch (frame) {
            case ClientFrame.Hello _ ->
                connection.send(ServerFrame.Failed.of(null, ProblemCode.MALFORMED, "hello was said already"));
            case ClientFrame.Subscribe subscribe -> subscribe(subscribe.subscribe(), subscribe.ref());
            case ClientFrame.Unsubscribe unsubscribe -> unsubscribe(unsubscribe.channels());
            case ClientFrame.Publish publish -> publish(publish);
            case ClientFrame.History history -> history(history);
            case ClientFrame.Enter enter -> enter(enter);
            case ClientFrame.Leave leave -> leave(leave);
            case ClientFrame.Activity activity -> idleness(activity.idle());
            case ClientFrame.Acknowledge acknowledge -> acknowledge(acknowledge.positions());
            case ClientFrame.Refresh refresh -> refresh(refresh);
            case ClientFrame.Pong _ -> {}
        }
    }

    void subscribe(List<ClientFrame.SubscriptionRequest> requests, @Nullable String ref) {
        Set<ChannelName> answered = new HashSet<>();
        for (ClientFrame.SubscriptionRequest request : requests) {
            if (connection.isClosed()) {
                return;
            }
            if (answered.add(request.channel())) {
                subscribe(request, ref);
            }
        }
    }

    private void subscribe(ClientFrame.SubscriptionRequest request, @Nullable String ref) {
        ChannelName channel = request.channel();
        if (!services.access().maySubscribe(principal, channel)) {
            services.deliveryMetrics().subscribed(kindLabel(channel), "denied");
            connection.send(ServerFrame.Reset.denied(ref, channel));
            return;
        }
        Subscription known = subscriptions.find(channel);
        if (known != null) {
            known.describe(ref);
            return;
        }
        if (subscriptions.isFull()) {
            connection.send(ServerFrame.Failed.of(
                    ref,
                    ProblemCode.TOO_MANY_CHANNELS,
                    "a connection has at most " + ProtocolLimits.MAX_SUBSCRIPTIONS + " subscriptions",
                    channel));
            return;
        }
        var from = SubscriptionStart.of(channel, request.start(), principal.subject(), facts.device());
        subscriptions.add(streams().subscribe(connection, channel, from, ref));
    }

    private String kindLabel(ChannelName channel) {
        return services.kinds().find(channel).map(ChannelKind::name).orElse("unknown");
    }

    /** Not before {@code subscribed}, docs/protocol.md §4.12. */
    void followState(ChannelName channel) {
        if (services.kinds().find(channel).filter(ChannelKind::allowsLatest).isPresent()) {
            if (outbox == null) {
                outbox = new StateOutbox(connection, loop.gatewayLoop().states().ticks());
            }
            loop.gatewayLoop().states().follow(outbox, channel);
        }
    }

    private void unsubscribe(List<ChannelName> channels) {
        Set<ChannelName> left = Set.copyOf(channels);
        if (entered != null) {
            entered.leaveAll(left);
        }
        subscriptions.removeIf(subscription -> left.contains(subscription.channel()), this::end);
    }

    private void end(Subscription subscription) {
        if (outbox != null) {
            loop.gatewayLoop().states().leave(outbox, subscription.channel());
        }
        streams().unsubscribe(subscription);
    }

    private void publish(ClientFrame.Publish frame) {
        if (unanswered == MAX_UNANSWERED) {
            refuseTooMany(frame.ref(), frame.channel());
            return;
        }
        unanswered++;
        services.publishing()
                .publish(principal, frame)
                .thenAccept(answer -> loop.execute(() -> {
                    unanswered--;
                    answer.ifPresent(connection::send);
                }));
    }

    private void history(ClientFrame.History frame) {
        if (services.access().maySubscribe(principal, frame.channel())) {
            answer(frame.ref(), frame.channel(), () -> services.history().page(frame));
        } else {
            connection.send(ServerFrame.Failed.of(
                    frame.ref(), ProblemCode.FORBIDDEN, "no grant to read there", frame.channel()));
        }
    }

    private void enter(ClientFrame.Enter frame) {
        ChannelName channel = frame.channel();
        if (subscriptions.find(channel) == null) {
            connection.send(ServerFrame.Failed.of(
                    frame.ref(), ProblemCode.NOT_SUBSCRIBED, "subscribe before you enter", channel));
            return;
        }
        if (services.kinds().find(channel).filter(ChannelKind::hasMembers).isEmpty()) {
            connection.send(ServerFrame.Failed.of(
                    frame.ref(), ProblemCode.UNSUPPORTED_DURABILITY, "channels of this kind have no members", channel));
            return;
        }
        answer(frame.ref(), channel, () -> entered().enter(frame));
    }

    private void leave(ClientFrame.Leave frame) {
        answer(frame.ref(), frame.channel(), () -> entered().leave(frame));
    }

    private EnteredChannels entered() {
        if (entered == null) {
            entered = new EnteredChannels(services.memberships(), facts);
        }
        return entered;
    }

    /** Still a member wherever it entered, after the registry was lost or events were dropped. */
    void announceMemberships() {
        if (entered != null) {
            entered.announce();
        }
    }

    private void idleness(boolean idle) {
        if (idleness == null) {
            idleness = new Idleness(services.nanoClock().getAsLong());
        }
        Idleness of = idleness;
        long delayNanos = of.say(idle, services.nanoClock().getAsLong());
        if (delayNanos != Idleness.NOTHING) {
            loop.timers().add(nowNanos -> tell(of, nowNanos), delayNanos);
        }
    }

    private long tell(Idleness of, long nowNanos) {
        if (!connection.isClosed() && of.due(nowNanos)) {
            services.connections().activity(facts, of.isIdle());
        }
        return TimerWheel.NEVER;
    }

    /** Carries a request out, unless too many are unanswered. */
    private void answer(String ref, ChannelName channel, Supplier<CompletionStage<ServerFrame>> request) {
        if (unanswered == MAX_UNANSWERED) {
            refuseTooMany(ref, channel);
        } else {
            answer(request.get());
        }
    }

    private void answer(CompletionStage<ServerFrame> request) {
        unanswered++;
        var _ = request.thenAccept(answer -> loop.execute(() -> {
            unanswered--;
            connection.send(answer);
        }));
    }

    private void refuseTooMany(@Nullable String ref, ChannelName channel) {
        connection.send(ServerFrame.Failed.of(ref, ProblemCode.RATE_LIMITED, "too many unanswered requests", channel));
    }

    private void acknowledge(Map<ChannelName, Position> claimed) {
        String device = facts.device();
        if (device == null) {
            return;
        }
        Map<ChannelName, Position> counted = AcknowledgementBounds.apply(claimed, subscriptions::find);
        if (!counted.isEmpty()) {
            services.acknowledgements().acknowledged(facts.user(), device, counted);
        }
    }

    private void refresh(ClientFrame.Refresh frame) {
        if (refreshing) {
            connection.send(ServerFrame.Failed.of(
                    frame.ref(), ProblemCode.RATE_LIMITED, "the refresh before is not answered yet"));
            return;
        }
        refreshing = true;
        services.authenticator()
                .authenticate(frame.token())
                .thenAccept(outcome -> loop.execute(() -> {
                    refreshing = false;
                    if (!connection.isClosed()) {
                        onRefreshed(frame.ref(), outcome);
                    }
                }));
    }

    private void onRefreshed(@Nullable String ref, Outcome outcome) {
        switch (outcome) {
            case Outcome.Accepted(Principal renewed)
            when renewed.subject().equals(principal.subject()) -> {
                services.connectionMetrics().refreshed("accepted");
                principal = renewed;
                Duration expiresIn = untilExpiry(renewed);
                expiryNanos = services.nanoClock().getAsLong() + expiresIn.toNanos();
                connection.watchExpiry(this);
                connection.send(new ServerFrame.Refreshed(ref, expiresIn.toMillis()));
                endWhatIsNotAllowedAnyMore();
            }
            case Outcome.Accepted _, Outcome.Rejected _ -> {
                services.connectionMetrics().refreshed("rejected");
                connection.close(CloseCode.INVALID_TOKEN);
            }
            case Outcome.Unavailable _ -> {
                services.connectionMetrics().refreshed("unavailable");
                connection.send(
                        ServerFrame.Failed.of(ref, ProblemCode.UNAVAILABLE, "the token cannot be checked at present"));
            }
        }
    }

    private void endWhatIsNotAllowedAnyMore() {
        subscriptions.removeIf(
                subscription -> !services.access().maySubscribe(principal, subscription.channel()), subscription -> {
                    if (entered != null) {
                        entered.leaveAll(Set.of(subscription.channel()));
                    }
                    end(subscription);
                    services.deliveryMetrics().reset(ResetReason.DENIED);
                    connection.send(ServerFrame.Reset.denied(null, subscription.channel()));
                });
    }

    /** The socket takes more. */
    void resume() {
        subscriptions.resume();
        if (outbox != null) {
            outbox.resume();
        }
    }

    /** Once everything asked for so far is live, the connection that this one succeeds is closed, docs/protocol.md §3.1. */
    void replaceOnceCaughtUp() {
        String predecessor = replaces;
        if (predecessor != null && subscriptions.isCaughtUp()) {
            replaces = null;
            Connection replaced = services.connections().find(predecessor);
            if (replaced == null) {
                replaceElsewhere(predecessor);
            } else if (replaced != connection) {
                replaced.replacedBy(facts);
            }
        }
    }

    private void replaceElsewhere(String predecessor) {
        String device = facts.device();
        if (device != null) {
            // Without Redis the old connection ends by its client's close, or by silence.
            var _ = services.pods().close(facts.user(), device, predecessor, CloseCode.REPLACED);
        }
    }

    boolean isOfSameDevice(ConnectionFacts successor) {
        return facts.user().equals(successor.user())
                && facts.device() != null
                && facts.device().equals(successor.device());
    }

    void end() {
        if (entered != null) {
            entered.close();
        }
        subscriptions.removeIf(_ -> true, this::end);
    }

    private LoopStreams streams() {
        return loop.gatewayLoop().streams();
    }

    private Duration untilExpiry(Principal of) {
        return Duration.between(services.clock().instant(), of.expiresAt());
    }
}
