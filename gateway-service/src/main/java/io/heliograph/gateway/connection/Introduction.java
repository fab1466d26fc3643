package io.heliograph.gateway.connection;

import io.heliograph.contracts.protocol.ClientFrame;
import io.heliograph.contracts.protocol.CloseCode;
import io.heliograph.contracts.protocol.ProblemCode;
import io.heliograph.gateway.authentication.Authenticator.Outcome;
import io.heliograph.gateway.authentication.Principal;
import io.heliograph.gateway.connection.ConnectionState.Authenticating;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The way from the handshake to the welcome: one hello, and a token that counts, docs/protocol.md §3.1. Forgotten afterwards. Confined to its event loop. */
final class Introduction {
    private final Connection connection;
    private final ConnectionServices services;
    private final ConnectionLoop loop;
    private final @Nullable String handshakeToken;

    /** @param handshakeToken the bearer token of the handshake, for a hello without one */
    Introduction(
            Connection connection, ConnectionServices services, ConnectionLoop loop, @Nullable String handshakeToken) {
        this.connection = connection;
        this.services = services;
        this.loop = loop;
        this.handshakeToken = handshakeToken;
    }

    /** The first frame. */
    void onFrame(ClientFrame frame) {
        if (frame instanceof ClientFrame.Hello hello) {
            authenticate(hello);
        } else {
            connection.close(CloseCode.HELLO_TIMEOUT);
        }
    }

    /** The first frame, and it was not understood. */
    void onRefused(ProblemCode code) {
        connection.close(code == ProblemCode.UNKNOWN_OP ? CloseCode.HELLO_TIMEOUT : CloseCode.BAD_FRAME);
    }

    private void authenticate(ClientFrame.Hello hello) {
        String token = hello.token() == null ? handshakeToken : hello.token();
        if (token == null) {
            services.connectionMetrics().authenticationFailed("missing");
            connection.close(CloseCode.INVALID_TOKEN);
            return;
        }
        Duration timeout = services.settings().helloTimeout();
        var authenticating = new Authenticating(hello, services.nanoClock().getAsLong() + timeout.toNanos());
        connection.authenticating(authenticating);
        services.authenticator()
                .authenticate(token)
                .thenAccept(outcome -> loop.execute(() -> onAuthenticated(authenticating, outcome)));
    }

    private void onAuthenticated(Authenticating authenticating, Outcome outcome) {
        if (connection.isClosed()) {
            return;
        }
        switch (outcome) {
            case Outcome.Accepted(Principal principal) -> welcome(authenticating, principal);
            case Outcome.Rejected(String reason) -> {
                services.connectionMetrics().authenticationFailed(reason);
                connection.close(CloseCode.INVALID_TOKEN);
            }
            case Outcome.Unavailable _ -> {
                services.connectionMetrics().authenticationFailed("unavailable");
                connection.close(CloseCode.OVERLOADED);
            }
        }
    }

    private void welcome(Authenticating authenticating, Principal principal) {
        ClientFrame.Hello hello = authenticating.hello();
        var greeting = Greeting.of(
                connection.id(),
                hello,
                principal,
                services.settings().keepAlive().pingInterval(),
                services.clock().instant());
        var session = new Session(connection, services, loop, greeting.facts(), principal, hello.replaces());
        connection.open(session);
        connection.send(greeting.welcome());
        ConnectionReport.opened(connection, greeting.facts(), greeting.resumed(), services);
        connection.watchExpiry(session);
        session.subscribe(hello.subscribe(), null);
        session.replaceOnceCaughtUp();
        authenticating.held().forEach(connection::onFrame);
    }
}
