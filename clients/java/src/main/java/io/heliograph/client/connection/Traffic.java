package io.heliograph.client.connection;

import io.heliograph.client.connection.ClientEffect.Answer;
import io.heliograph.client.connection.ClientEffect.Deliver;
import io.heliograph.client.connection.ClientEffect.Send;
import io.heliograph.client.connection.ClientEffect.Settle;
import io.heliograph.client.problem.Problem;
import io.heliograph.client.publishing.FrameAllowance;
import io.heliograph.client.publishing.HistoryRequests;
import io.heliograph.client.publishing.Memberships;
import io.heliograph.client.publishing.Publications;
import io.heliograph.client.subscription.AcknowledgeMode;
import io.heliograph.client.subscription.HistoryPage;
import io.heliograph.client.subscription.Outlet;
import io.heliograph.client.subscription.SubscriptionEvent;
import io.heliograph.client.subscription.Subscriptions;
import io.heliograph.client.time.Deadlines;
import io.heliograph.contracts.channel.Durability;
import io.heliograph.contracts.protocol.ClientFrame;
import io.heliograph.contracts.protocol.ProblemCode;
import io.heliograph.contracts.protocol.ServerFrame;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What goes over the present connection: subscriptions, publications, memberships, requests for history. Confined to its mailbox. */
final class Traffic implements Outlet {
    private static final Problem CLOSED = new Problem(Problem.CLOSED, "the client was closed before the answer came");
    private static final Problem LOST = new Problem(
            ProblemCode.UNAVAILABLE.wireName(), "there is no connection, and what is transient does not wait");

    private final Consumer<ClientEffect> effects;
    private final Subscriptions subscriptions;
    private final Publications publications = new Publications();
    private final Memberships memberships = new Memberships();
    private final HistoryRequests histories = new HistoryRequests();
    private OptionalInt link = OptionalInt.empty();
    private FrameAllowance allowance = new FrameAllowance(0);
    private boolean idle;
    private boolean toldIdle;
    private long nowNanos;

    Traffic(AcknowledgeMode acknowledgeMode, Consumer<ClientEffect> effects) {
        this.effects = effects;
        this.subscriptions = new Subscriptions(acknowledgeMode, this);
    }

    /** The time of the event that is handled next. */
    void at(long eventNanos) {
        nowNanos = eventNanos;
    }

    Subscriptions subscriptions() {
        return subscriptions;
    }

    boolean isOver(int someLink) {
        return link.isPresent() && link.getAsInt() == someLink;
    }

    /** The connection is live, and its {@code hello} was the last that was {@linkplain Subscriptions#greet greeted}. */
    void attach(int newLink) {
        link = OptionalInt.of(newLink);
        allowance = new FrameAllowance(nowNanos);
        subscriptions.attach(nowNanos);
        publications.resend();
        histories.resend();
        toldIdle = false; // a connection is not idle at first
        memberships.again().forEach(this::send);
    }

    void detach() {
        link = OptionalInt.empty();
        subscriptions.detach();
        memberships.detach().forEach(ref -> settle(ref, null));
        publications.detach().forEach(ref -> settle(ref, LOST));
    }

    /** There will be no other connection. */
    void close() {
        detach();
        for (String ref : publications.unanswered()) {
            settle(ref, CLOSED);
        }
        for (String ref : histories.unanswered()) {
            histories.answered(ref);
            settle(ref, CLOSED);
        }
        for (String ref : memberships.unanswered()) {
            memberships.answered(ref);
            settle(ref, CLOSED);
        }
    }

    void publish(String ref, ClientFrame.Publish publication) {
        if (link.isEmpty() && publication.durability() == Durability.TRANSIENT) {
            settle(ref, LOST);
        } else {
            publications.offer(publication).ifPresent(problem -> effects.accept(new Settle(ref, problem)));
        }
    }

    void enter(ClientFrame.Enter frame) {
        memberships.enter(frame);
        if (link.isPresent()) {
            send(frame);
        }
    }

    void leave(ClientFrame.Leave frame) {
        memberships.leave(frame);
        if (link.isPresent()) {
            send(frame);
        } else {
            memberships.detach().forEach(ref -> settle(ref, null));
        }
    }

    void request(ClientFrame.History frame) {
        histories.offer(frame).ifPresent(problem -> settle(frame.ref(), problem));
    }

    /** Told now, or on the next connection. */
    void becomeIdle(boolean nowIdle) {
        idle = nowIdle;
    }

    void on(ServerFrame.History frame) {
        if (histories.answered(frame.ref())) {
            effects.accept(new Answer(frame.ref(), HistoryPage.of(frame)));
        }
    }

    void on(ServerFrame.Presence frame) {
        if (memberships.answered(frame.ref())) {
            settle(frame.ref(), null);
        }
    }

    void on(ServerFrame.Published frame) {
        if (publications.answered(frame.ref())) {
            effects.accept(new Settle(frame.ref(), null));
        }
    }

    void on(ServerFrame.Failed frame) {
        String ref = frame.ref();
        if (ref != null && memberships.isUnanswered(ref)) {
            memberships.refused(ref);
            settle(ref, new Problem(frame.code(), frame.message()));
            return;
        }
        if (ref == null || !(publications.isUnanswered(ref) || histories.isUnanswered(ref))) {
            subscriptions.on(frame, nowNanos);
            return;
        }
        var problem = new Problem(frame.code(), frame.message());
        if (!problem.isTemporary()) {
            histories.answered(ref);
            settle(ref, problem);
        } else if (histories.isUnanswered(ref)) {
            histories.postpone(ref, nowNanos);
        } else {
            publications.postpone(nowNanos);
        }
    }

    /** Sends what may be sent now. */
    void proceed() {
        if (link.isEmpty()) {
            return;
        }
        subscriptions.tick(nowNanos);
        while (allowance.takesMore(nowNanos)) {
            Optional<? extends ClientFrame> next = next();
            if (next.isEmpty()) {
                return;
            }
            send(next.get());
        }
    }

    private Optional<? extends ClientFrame> next() {
        if (idle != toldIdle) {
            toldIdle = idle;
            return Optional.of(new ClientFrame.Activity(idle));
        }
        Optional<? extends ClientFrame> publication = publications.next(nowNanos);
        return publication.isPresent() ? publication : histories.next(nowNanos);
    }

    /** When {@link #proceed} next has something to do. */
    OptionalLong deadlineNanos() {
        if (link.isEmpty()) {
            return OptionalLong.empty();
        }
        OptionalLong sending = Deadlines.earliest(publications.nextAtNanos(nowNanos), histories.nextAtNanos(nowNanos));
        if ((sending.isPresent() || idle != toldIdle) && !allowance.takesMore(nowNanos)) {
            sending = OptionalLong.of(allowance.takesMoreAtNanos(nowNanos));
        }
        return Deadlines.earliest(subscriptions.deadlineNanos(), sending);
    }

    @Override
    public void send(ClientFrame frame) {
        allowance.count(nowNanos);
        effects.accept(new Send(link.orElseThrow(), frame));
    }

    @Override
    public boolean takesMore() {
        return allowance.takesMore(nowNanos);
    }

    @Override
    public void deliver(int subscription, SubscriptionEvent event) {
        effects.accept(new Deliver(subscription, event));
    }

    private void settle(String ref, @Nullable Problem problem) {
        publications.answered(ref);
        effects.accept(new Settle(ref, problem));
    }
}
