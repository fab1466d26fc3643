package io.heliograph.gateway.connection;

import io.heliograph.contracts.protocol.ClientFrame;
import io.heliograph.contracts.protocol.ServerFrame;
import io.heliograph.gateway.authentication.Principal;
import io.heliograph.gateway.lifecycle.ConnectionEvents.ConnectionFacts;
import java.time.Duration;
import java.time.Instant;

/**
 * A hello whose token was accepted, and the answer to it, docs/protocol.md §3.1 and §4.1.
 *
 * @param resumed whether it brought a position
 */
record Greeting(ConnectionFacts facts, boolean resumed, ServerFrame.Welcome welcome) {

    static Greeting of(
            String connection, ClientFrame.Hello hello, Principal principal, Duration pingInterval, Instant now) {
        var facts = new ConnectionFacts(
                connection, principal.subject(), hello.device(), Connection.TRANSPORT, hello.client(), now);
        boolean resumed = hello.subscribe().stream()
                .anyMatch(subscription -> subscription.start() instanceof ClientFrame.Start.After);
        var welcome = new ServerFrame.Welcome(
                connection,
                principal.subject(),
                pingInterval.toMillis(),
                Duration.between(now, principal.expiresAt()).toMillis(),
                now);
        return new Greeting(facts, resumed, welcome);
    }
}
