package io.heliograph.client.connection;

import io.heliograph.client.time.Deadlines;
import io.heliograph.contracts.protocol.CloseCode;
import io.heliograph.contracts.protocol.ServerFrame;
import java.time.Duration;

/** What a server's {@code closing} means for the client: its own words count, not the number, save where a token is to blame (docs/protocol.md §4.10, §5.5). */
final class Refusals {
    private static final int MAX_REJECTED_TOKENS = 3;

    private int rejectedTokens;

    Sequel sequel(ServerFrame.Closing closing) {
        Duration retryAfter = Duration.ofNanos(Deadlines.afterMillis(closing.retryAfterMillis(), 0));
        if (closing.code() == CloseCode.INVALID_TOKEN.number() && rejectedTokens < MAX_REJECTED_TOKENS) {
            rejectedTokens++;
            return new Sequel.Retry(retryAfter, TokenReason.REJECTED);
        }
        if (!closing.reconnect()) {
            return new Sequel.Stop();
        }
        boolean expired = closing.code() == CloseCode.TOKEN_EXPIRED.number();
        return new Sequel.Retry(retryAfter, expired ? TokenReason.EXPIRED : TokenReason.CONNECT);
    }

    /** A token was accepted: the next rejection is the first again. */
    void welcomed() {
        rejectedTokens = 0;
    }
}
