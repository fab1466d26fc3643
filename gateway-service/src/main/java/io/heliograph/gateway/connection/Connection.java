package io.heliograph.gateway.connection;

import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.protocol.ClientFrame;
import io.heliograph.contracts.protocol.ClientFrameDecoder;
import io.heliograph.contracts.protocol.CloseCode;
import io.heliograph.contracts.protocol.Inbound;
import io.heliograph.contracts.protocol.ProblemCode;
import io.heliograph.contracts.protocol.ServerFrame;
import io.heliograph.gateway.connection.ConnectionReport.Ending;
import io.heliograph.gateway.connection.ConnectionState.Authenticating;
import io.heliograph.gateway.connection.ConnectionState.AwaitingHello;
import io.heliograph.gateway.connection.ConnectionState.Closed;
import io.heliograph.gateway.connection.ConnectionState.Open;
import io.heliograph.gateway.lifecycle.ConnectionEvents.ConnectionFacts;
import io.heliograph.gateway.outbound.EncodedFrame;
import io.heliograph.gateway.outbound.OutboundQueue.Offer;
import io.heliograph.gateway.outbound.Socket;
import io.heliograph.gateway.signal.StateOutbox;
import io.heliograph.gateway.subscription.Delivery;
import io.heliograph.gateway.subscription.Subscriber;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** One client over one transport, from the handshake to the close, docs/protocol.md. Confined to its event loop, where not said otherwise. */
public final class Connection implements Subscriber, StateOutbox.Sink, TimerWheel.Timer {
    private static final Logger LOG = Logger.getLogger(Connection.class);
    static final String TRANSPORT = "websocket";
    private static final int ABNORMAL_CLOSURE = 1006;

    private final String id;
    private final ConnectionServices services;
    private final ConnectionLoop loop;
    private final Traffic traffic;
    private final ConnectionOutput output;
    private final FrameRateLimit rateLimit;
    private ConnectionState state;

    /** @param handshakeToken the bearer token of the handshake, for a hello without one */
    public Connection(
            String id,
            ConnectionServices services,
            ConnectionLoop loop,
            Socket socket,
            @Nullable String handshakeToken) {
        this.id = id;
        this.services = services;
        this.loop = loop;
        long now = now();
        traffic = new Traffic(now);
        output = new ConnectionOutput(services, loop.gatewayLoop().flushes(), socket, traffic);
        rateLimit = new FrameRateLimit(services.settings().frameRate(), now);
        var introduction = new Introduction(this, services, loop, handshakeToken);
        state = new AwaitingHello(introduction, now + helloTimeout().toNanos());
    }

    /** The handshake is done. */
    public void start() {
        services.connectionMetrics().accepted();
        loop.timers().add(this, helloTimeout().toNanos());
    }

    /** A text message came. */
    public void onText(byte[] text) {
        if (isClosed()) {
            return;
        }
        long now = now();
        traffic.heard(now);
        switch (rateLimit.onFrame(now)) {
            case PASS -> onInbound(ClientFrameDecoder.decode(text));
            case REFUSE -> {
                services.connectionMetrics().rateLimited();
                send(ServerFrame.Failed.of(null, ProblemCode.RATE_LIMITED, "too many frames, this one is not done"));
            }
            case CLOSE -> {
                services.connectionMetrics().rateLimited();
                close(CloseCode.RATE_LIMITED);
            }
        }
    }

    /** Something came that no client of this protocol sends: a binary message, or one beyond every bound. */
    public void onUnusable() {
        close(CloseCode.BAD_FRAME);
    }

    private void onInbound(Inbound inbound) {
        switch (inbound) {
            case Inbound.Accepted(ClientFrame frame) -> onFrame(frame);
            case Inbound.Malformed _ -> close(CloseCode.BAD_FRAME);
            case Inbound.Refused(String ref, ProblemCode code, String message) -> {
                if (state instanceof AwaitingHello awaiting) {
                    awaiting.introduction().onRefused(code);
                } else {
                    send(ServerFrame.Failed.of(ref, code, message));
                }
            }
        }
    }

    void onFrame(ClientFrame frame) {
        switch (state) {
            case AwaitingHello awaiting -> awaiting.introduction().onFrame(frame);
            case Authenticating authenticating -> hold(authenticating, frame);
            case Open(Session session) -> session.handle(frame);
            case Closed _ -> {}
        }
    }

    private void hold(Authenticating authenticating, ClientFrame frame) {
        if (!authenticating.hold(frame)) {
            send(ServerFrame.Failed.of(null, ProblemCode.RATE_LIMITED, "too many frames before the welcome"));
        }
    }

    /** The hello came. */
    void authenticating(Authenticating authenticating) {
        state = authenticating;
    }

    /** Its token was accepted. */
    void open(Session session) {
        state = new Open(session);
    }

    String id() {
        return id;
    }

    /** A token that expires before the next look at this connection gets a look of its own. */
    void watchExpiry(Session session) {
        long untilExpiryNanos = Math.max(0, session.untilExpiryNanos(now()));
        if (untilExpiryNanos < services.settings().keepAlive().pingInterval().toNanos()) {
            loop.timers()
                    .add(
                            nowNanos -> {
                                onTimer(nowNanos);
                                return TimerWheel.NEVER;
                            },
                            untilExpiryNanos);
        }
    }

    @Override
    public long onTimer(long nowNanos) {
        return switch (Due.of(state, services.settings().keepAlive(), traffic, nowNanos)) {
            case Due.Later(long nanos) -> nanos;
            case Due.Ping _ -> {
                traffic.pinged(nowNanos);
                send(new ServerFrame.Ping());
                yield onTimer(nowNanos);
            }
            case Due.Close(CloseCode code) -> {
                close(code);
                yield TimerWheel.NEVER;
            }
            case Due.Nothing _ -> TimerWheel.NEVER;
        };
    }

    /** The socket has become writable. */
    public void onWritable() {
        output.drain();
        if (state instanceof Open(Session session) && hasRoom()) {
            session.resume();
        }
    }

    @Override
    public void deliver(Delivery delivery) {
        if (isClosed()) {
            return;
        }
        if (output.offer(delivery.frame()) == Offer.ACCEPTED) {
            services.deliveryMetrics().delivered();
        } else {
            closeSlow();
        }
    }

    @Override
    public void signal(EncodedFrame frame) {
        if (isClosed()) {
            return;
        }
        // It never waits here: when it is written at last it might have expired.
        if (output.takesAtOnce() && output.offer(frame) == Offer.ACCEPTED) {
            services.signalMetrics().transientDelivered();
        } else {
            services.signalMetrics().transientDropped();
        }
    }

    @Override
    public void write(EncodedFrame frame) {
        if (!isClosed() && output.offer(frame) == Offer.OVERFLOW) {
            closeSlow();
        }
    }

    @Override
    public void send(ServerFrame frame) {
        if (!isClosed() && output.offer(frame) == Offer.OVERFLOW) {
            closeSlow();
        }
    }

    private void closeSlow() {
        services.connectionMetrics().slowClosed();
        close(CloseCode.SLOW_CONSUMER);
    }

    @Override
    public boolean hasRoom() {
        return output.hasRoom();
    }

    @Override
    public void onSubscribed(ChannelName channel) {
        if (state instanceof Open(Session session)) {
            session.followState(channel);
        }
    }

    @Override
    public void onCaughtUp() {
        if (state instanceof Open(Session session)) {
            session.replaceOnceCaughtUp();
        }
    }

    @Override
    public void onStateUncertain() {
        LOG.errorf("connection.state_uncertain connection=%s", id);
        close(CloseCode.STATE_UNCERTAIN);
    }

    /** Asks the client to move within the time. Safe for concurrent use. */
    public void askToReconnect(Duration after) {
        loop.execute(() -> send(new ServerFrame.Reconnect(after.toMillis())));
    }

    /** Safe for concurrent use. */
    public void closeLater(CloseCode code) {
        loop.execute(() -> close(code));
    }

    /** Closes if the successor is of the same user and device. Safe for concurrent use. */
    void replacedBy(ConnectionFacts successor) {
        loop.execute(() -> {
            if (state instanceof Open(Session session) && session.isOfSameDevice(successor)) {
                close(CloseCode.REPLACED);
            }
        });
    }

    /** Closes if it is the user's. Safe for concurrent use. */
    void closeIfOf(String user, CloseCode code) {
        loop.execute(() -> {
            if (state instanceof Open(Session session) && session.facts().user().equals(user)) {
                close(code);
            }
        });
    }

    /** Safe for concurrent use. */
    void announce() {
        loop.execute(() -> {
            if (state instanceof Open(Session session)) {
                services.connections().announced(session.facts());
                session.announceMemberships();
            }
        });
    }

    boolean isClosed() {
        return state instanceof Closed;
    }

    /** Says why and closes, docs/protocol.md §4.10. */
    void close(CloseCode code) {
        if (!isClosed()) {
            ConnectionState last = state;
            state = new Closed();
            output.close(code);
            onEnd(last, new Ending(code.number(), code.name(), "server"));
        }
    }

    /**
     * The socket is closed.
     *
     * @param code of the client's close frame, or 1006
     */
    public void onSocketClosed(int code) {
        if (!isClosed()) {
            ConnectionState last = state;
            state = new Closed();
            output.discard();
            onEnd(last, new Ending(code, "-", code == ABNORMAL_CLOSURE ? "network" : "client"));
        }
    }

    private void onEnd(ConnectionState last, Ending ending) {
        ConnectionReport.closed(id, last, ending, traffic, services);
        if (last instanceof Open(Session session)) {
            session.end();
        }
    }

    private Duration helloTimeout() {
        return services.settings().helloTimeout();
    }

    private long now() {
        return services.nanoClock().getAsLong();
    }
}
