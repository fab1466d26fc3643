package io.heliograph.client.connection;

/** Gives the client an access token whenever it needs one. */
@FunctionalInterface
public interface TokenSupplier {
    /**
     * Called on the client's executor; may block.
     *
     * @throws Exception when there is none now: the client asks again later
     */
    String token(TokenReason reason) throws Exception;
}
