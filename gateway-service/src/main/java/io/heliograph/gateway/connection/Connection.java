package io.heliograph.gateway.connection;

import io.heliograph.contracts.protocol.ClientFrame;
import io.heliograph.contracts.protocol.ClientFrameDecoder;
import io.heliograph.contracts.protocol.CloseCode;
import io.heliograph.contracts.protocol.Inbound;
import io.heliograph.contracts.protocol.ProblemCode;
import io.heliograph.contracts.protocol.ServerFrame;
import io.heliograph.gateway.authentication.Authenticator.Outcome;
import io.heliograph.gateway.authentication.Principal;
import io.heliograph.gateway.connection.ConnectionState.Authenticating;
import io.heliograph.gateway.connection.ConnectionState.AwaitingHello;
import io.heliograph.gateway.connection.ConnectionState.Closed;
import io.heliograph.gateway.connection.ConnectionState.Open;
import io.heliograph.gateway.lifecycle.ConnectionEvents.ClosingFacts;
import io.heliograph.gateway.lifecycle.ConnectionEvents.ConnectionFacts;
import io.heliograph.gateway.outbound.EncodedFrame;
import io.heliograph.gateway.outbound.OutboundQueue;
import io.heliograph.gateway.outbound.OutboundQueue.Offer;
import io.heliograph.gateway.outbound.Socket;
import io.heliograph.gateway.subscription.Delivery;
import io.heliograph.gateway.subscription.Subscriber;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** One client over one transport, from the handshake to the close, docs/protocol.md. Confined to its event loop, where not said otherwise. */
public final class Connection implements Subscriber, TimerWheel.Timer {
    private static final Logger LOG = Logger.getLogger(Connection.class);
    private static final String TRANSPORT = "websocket";
    private static final int ABNORMAL_CLOSURE = 1006;

    private final String id;
    private final ConnectionServices services;
    private final ConnectionLoop loop;
    private final Socket socket;
    private final OutboundQueue outbound;
    private final FrameRateLimit rateLimit;
    private @Nullable String handshakeToken;
    private ConnectionState state;
    private final long startedNanos;
    private long lastHeardNanos;
    private long lastSentNanos;
    private long sentFrames;
    private long sentBytes;
    private long receivedFrames;

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
        this.socket = socket;
        this.handshakeToken = handshakeToken;
        long now = now();
        outbound = new OutboundQueue(
                socket,
                services.settings().outbound(),
                loop.gatewayLoop().flushes(),
                services.deliveryMetrics().queueBytes());
        rateLimit = new FrameRateLimit(services.settings().frameRate(), now);
        startedNanos = now;
        lastHeardNanos = now;
        lastSentNanos = now;
        state = new AwaitingHello(now + helloTimeout().toNanos());
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
        lastHeardNanos = now();
        receivedFrames++;
        switch (rateLimit.onFrame(lastHeardNanos)) {
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
                if (state instanceof AwaitingHello) {
                    close(code == ProblemCode.UNKNOWN_OP ? CloseCode.HELLO_TIMEOUT : CloseCode.BAD_FRAME);
                } else {
                    send(ServerFrame.Failed.of(ref, code, message));
                }
            }
        }
    }

    private void onFrame(ClientFrame frame) {
        switch (state) {
            case AwaitingHello _ when frame instanceof ClientFrame.Hello hello -> authenticate(hello);
            case AwaitingHello _ -> close(CloseCode.HELLO_TIMEOUT);
            case Authenticating authenticating -> {
                if (!authenticating.hold(frame)) {
                    send(ServerFrame.Failed.of(null, ProblemCode.RATE_LIMITED, "too many frames before the welcome"));
                }
            }
            case Open(Session session) -> session.handle(frame);
            case Closed _ -> {}
        }
    }

    private void authenticate(ClientFrame.Hello hello) {
        String token = hello.token() == null ? handshakeToken : hello.token();
        handshakeToken = null;
        if (token == null) {
            services.connectionMetrics().authenticationFailed("missing");
            close(CloseCode.INVALID_TOKEN);
            return;
        }
        state = new Authenticating(hello, now() + helloTimeout().toNanos());
        services.authenticator()
                .authenticate(token)
                .thenAccept(outcome -> loop.execute(() -> onAuthenticated(outcome)));
    }

    private void onAuthenticated(Outcome outcome) {
        if (!(state instanceof Authenticating authenticating)) {
            return;
        }
        switch (outcome) {
            case Outcome.Accepted(Principal principal) -> open(authenticating, principal);
            case Outcome.Rejected(String reason) -> {
                services.connectionMetrics().authenticationFailed(reason);
                close(CloseCode.INVALID_TOKEN);
            }
            case Outcome.Unavailable _ -> {
                services.connectionMetrics().authenticationFailed("unavailable");
                close(CloseCode.OVERLOADED);
            }
        }
    }

    private void open(Authenticating authenticating, Principal principal) {
        ClientFrame.Hello hello = authenticating.hello();
        var facts = new ConnectionFacts(
                id,
                principal.subject(),
                hello.device(),
                TRANSPORT,
                hello.client(),
                services.clock().instant());
        boolean resumed = hello.subscribe().stream()
                .anyMatch(subscription -> subscription.start() instanceof ClientFrame.Start.After);
        var session = new Session(this, services, loop, facts, principal, hello.replaces());
        state = new Open(session);
        send(new ServerFrame.Welcome(
                id,
                principal.subject(),
                services.settings().keepAlive().pingInterval().toMillis(),
                Duration.between(facts.openedAt(), principal.expiresAt()).toMillis(),
                facts.openedAt()));
        services.connectionMetrics().opened(TRANSPORT, resumed);
        services.connections().opened(this, facts, resumed);
        LOG.infof(
                "connection.opened connection=%s device=%s client=%s resumed=%s",
                id, hello.device(), hello.client(), resumed);
        watchExpiry(session);
        session.subscribe(hello.subscribe(), null);
        session.replaceOnceCaughtUp();
        authenticating.held().forEach(this::onFrame);
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
        return switch (state) {
            case AwaitingHello(long deadline) -> untilDeadline(deadline, nowNanos, CloseCode.HELLO_TIMEOUT);
            case Authenticating authenticating ->
                untilDeadline(authenticating.deadlineNanos(), nowNanos, CloseCode.OVERLOADED);
            case Open(Session session) -> keepAlive(session, nowNanos);
            case Closed _ -> TimerWheel.NEVER;
        };
    }

    private long untilDeadline(long deadlineNanos, long nowNanos, CloseCode code) {
        if (deadlineNanos - nowNanos > 0) {
            return deadlineNanos - nowNanos;
        }
        close(code);
        return TimerWheel.NEVER;
    }

    private long keepAlive(Session session, long nowNanos) {
        KeepAlive keepAlive = services.settings().keepAlive();
        if (keepAlive.isIdle(lastHeardNanos, nowNanos)) {
            close(CloseCode.HEARTBEAT_TIMEOUT);
            return TimerWheel.NEVER;
        }
        if (session.untilExpiryNanos(nowNanos) <= 0) {
            close(CloseCode.TOKEN_EXPIRED);
            return TimerWheel.NEVER;
        }
        if (keepAlive.isPingDue(lastSentNanos, nowNanos)) {
            send(new ServerFrame.Ping());
        }
        return Math.max(
                0,
                Math.min(
                        session.untilExpiryNanos(nowNanos),
                        Math.min(
                                keepAlive.untilIdle(lastHeardNanos, nowNanos),
                                keepAlive.untilPing(lastSentNanos, nowNanos))));
    }

    /** The socket has become writable. */
    public void onWritable() {
        outbound.drain();
        if (state instanceof Open(Session session) && hasRoom()) {
            session.resume();
        }
    }

    @Override
    public void deliver(Delivery delivery) {
        if (offer(delivery.frame())) {
            services.deliveryMetrics().delivered();
        }
    }

    @Override
    public void send(ServerFrame frame) {
        EncodedFrame encoded = services.encoder().encode(frame);
        offer(encoded);
        encoded.release();
    }

    private boolean offer(EncodedFrame frame) {
        if (isClosed()) {
            return false;
        }
        if (outbound.offer(frame) == Offer.OVERFLOW) {
            services.connectionMetrics().slowClosed();
            close(CloseCode.SLOW_CONSUMER);
            return false;
        }
        lastSentNanos = now();
        sentFrames++;
        sentBytes += frame.bytes();
        services.deliveryMetrics().sent(frame.bytes());
        return true;
    }

    @Override
    public boolean hasRoom() {
        return outbound.hasRoom();
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

    /** Safe for concurrent use. */
    void announce() {
        loop.execute(() -> {
            if (state instanceof Open(Session session)) {
                services.connections().announced(session.facts());
            }
        });
    }

    boolean isClosed() {
        return state instanceof Closed;
    }

    /** Says {@code closing} and closes, docs/protocol.md §4.10. What waits in the queue is dropped: the client resumes from its position. */
    void close(CloseCode code) {
        if (isClosed()) {
            return;
        }
        ConnectionState last = state;
        state = new Closed();
        outbound.clear();
        EncodedFrame closing = services.encoder().encode(ServerFrame.Closing.of(code, RetryAfter.millis(code)));
        socket.write(closing);
        closing.release();
        socket.close(code);
        onClosed(last, code.number(), code.name(), "server");
    }

    /**
     * The socket is closed.
     *
     * @param code of the client's close frame, or 1006
     */
    public void onSocketClosed(int code) {
        if (isClosed()) {
            return;
        }
        ConnectionState last = state;
        state = new Closed();
        outbound.clear();
        onClosed(last, code, "-", code == ABNORMAL_CLOSURE ? "network" : "client");
    }

    private void onClosed(ConnectionState last, int code, String reason, String initiator) {
        services.connectionMetrics().closed(TRANSPORT, code, initiator, last instanceof Open);
        String device = null;
        if (last instanceof Open(Session session)) {
            var closing = new ClosingFacts(
                    code, reason, initiator, sentFrames, receivedFrames, sentBytes, session.channels());
            services.connections().closed(session.facts(), closing);
            session.end();
            device = session.facts().device();
        }
        LOG.infof(
                "connection.closed connection=%s device=%s code=%d reason=%s initiator=%s open_ms=%d sent_frames=%d received_frames=%d sent_bytes=%d",
                id,
                device,
                code,
                reason,
                initiator,
                TimeUnit.NANOSECONDS.toMillis(now() - startedNanos),
                sentFrames,
                receivedFrames,
                sentBytes);
    }

    private Duration helloTimeout() {
        return services.settings().helloTimeout();
    }

    private long now() {
        return services.nanoClock().getAsLong();
    }
}
