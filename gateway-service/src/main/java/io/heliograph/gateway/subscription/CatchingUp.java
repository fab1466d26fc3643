package io.heliograph.gateway.subscription;

import io.heliograph.contracts.channel.Position;
import io.heliograph.contracts.protocol.ResetReason;
import io.heliograph.contracts.protocol.ServerFrame;
import io.heliograph.contracts.store.CatchUp;
import io.heliograph.contracts.store.CatchUpRequest.From;
import io.heliograph.contracts.wire.PodMessage.ChannelEntry;
import io.micrometer.core.instrument.Timer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A subscription on its way from where it starts to the present: the route stands, then the store is read page by page, as fast as the client takes it, then the
 * stream takes over. In this order no entry is lost: what was stored before the route stood is in the answer, what was stored after it comes over the wire.
 *
 * <p>Confined to its event loop.
 */
final class CatchingUp {
    /** The most offsets that a question asks for. */
    static final int PAGE = 100;

    private final Subscription subscription;
    private final ChannelStream stream;
    private final StreamContext context;
    private final From from;
    private final @Nullable String ref;
    private final Timer.@Nullable Sample resuming;

    private Announced announced = Announced.NOTHING;

    /** Further requests for the channel, to be answered when there is something to say. */
    private final List<@Nullable String> waitingRefs = new ArrayList<>(0);

    private List<ChannelEntry> page = List.of();
    private int nextOfPage;
    private boolean pageIsLast;
    private boolean asking = true;

    /** What the client was told with {@code subscribed}. */
    private enum Announced {
        NOTHING,
        /** That the store is away. */
        PENDING,
        POSITION
    }

    CatchingUp(
            Subscription subscription, ChannelStream stream, StreamContext context, From from, @Nullable String ref) {
        this.subscription = subscription;
        this.stream = stream;
        this.context = context;
        this.from = from;
        this.ref = ref;
        resuming = from instanceof From.AtPosition ? context.metrics().resuming() : null;
    }

    void start() {
        // A route that could not be written is no reason to wait: it follows as soon as Redis is back, and until then
        // heads are compared.
        stream.routed().whenComplete((_, _) -> context.loop().execute(() -> ask(from)));
    }

    boolean isVerified() {
        return announced == Announced.POSITION;
    }

    void describe(@Nullable String otherRef) {
        if (announced == Announced.NOTHING) {
            waitingRefs.add(otherRef);
        } else {
            send(otherRef, subscription.position(), subscription.position(), true, !isVerified());
        }
    }

    /** Writes on while there is room. */
    void advance() {
        if (asking) {
            return;
        }
        while (nextOfPage < page.size()) {
            if (subscription.hasEnded() || !subscription.subscriber().hasRoom()) {
                return;
            }
            Delivery delivery = context.encoder().encode(page.get(nextOfPage++));
            subscription.write(delivery);
            delivery.release();
        }
        if (subscription.hasEnded()) {
            return;
        }
        page = List.of();
        if (pageIsLast && stream.settle(subscription)) {
            if (resuming != null) {
                context.metrics().resumed(resuming);
            }
            subscription.subscriber().onCaughtUp();
            return;
        }
        asking = true;
        ask(new From.AtPosition(subscription.position().toString()));
    }

    private void ask(From place) {
        if (subscription.hasEnded()) {
            return;
        }
        context.history()
                .catchUp(subscription.channel(), place, PAGE)
                .whenComplete((answer, failure) -> context.loop().execute(() -> {
                    if (subscription.hasEnded()) {
                        return;
                    }
                    if (failure == null) {
                        onAnswer(answer);
                    } else {
                        onUnavailable(place);
                    }
                }));
    }

    private void onAnswer(CatchUp answer) {
        asking = false;
        announce(answer);
        subscription.moveTo(answer.base());
        page = answer.entries();
        nextOfPage = 0;
        pageIsLast = answer.isComplete();
        advance();
    }

    private void announce(CatchUp answer) {
        ResetReason reset = resetOf(answer);
        boolean first = announced == Announced.NOTHING;
        boolean startsElsewhere =
                announced == Announced.PENDING && !answer.base().equals(subscription.position());
        if (first || (startsElsewhere && reset == null)) {
            context.metrics().subscribed(subscription.channel().kind(), outcome(reset));
            announceTo(ref, answer, reset == null);
            waitingRefs.forEach(other -> announceTo(other, answer, reset == null));
            waitingRefs.clear();
        }
        if (reset != null) {
            context.metrics().reset(reset);
            subscription.subscriber().send(new ServerFrame.Reset(null, subscription.channel(), reset, answer.base()));
        }
        announced = Announced.POSITION;
        if (first) {
            subscription.subscriber().onSubscribed(subscription.channel());
        }
    }

    /** A page that does not begin where the last one ended leaves something out, even if the store does not say so: nothing before the oldest is kept. */
    private @Nullable ResetReason resetOf(CatchUp answer) {
        ResetReason reset = answer.reset();
        boolean goesOn = announced == Announced.POSITION;
        boolean leavesOut = answer.base().offset() > subscription.position().offset();
        return reset == null && goesOn && leavesOut ? ResetReason.RETENTION : reset;
    }

    private String outcome(@Nullable ResetReason reset) {
        if (reset != null) {
            return "reset";
        }
        return from instanceof From.AtPosition ? "resumed" : "fresh";
    }

    private void announceTo(@Nullable String receiver, CatchUp answer, boolean resumed) {
        // A request that was answered as pending is not answered twice: its ref is used up.
        send(announced == Announced.PENDING ? null : receiver, answer.base(), answer.head(), resumed, false);
    }

    private void onUnavailable(From place) {
        if (announced == Announced.NOTHING) {
            if (from instanceof From.AtPosition(String position)) {
                subscription.moveTo(Position.parse(position));
            }
            context.metrics().subscribed(subscription.channel().kind(), "pending");
            announced = Announced.PENDING;
            send(ref, subscription.position(), subscription.position(), true, true);
            waitingRefs.forEach(other -> send(other, subscription.position(), subscription.position(), true, true));
            waitingRefs.clear();
            subscription.subscriber().onSubscribed(subscription.channel());
        }
        context.later().schedule(context.retryDelay(), () -> ask(place));
    }

    private void send(@Nullable String receiver, Position position, Position head, boolean resumed, boolean pending) {
        subscription
                .subscriber()
                .send(new ServerFrame.Subscribed(receiver, subscription.channel(), position, head, resumed, pending));
    }
}
