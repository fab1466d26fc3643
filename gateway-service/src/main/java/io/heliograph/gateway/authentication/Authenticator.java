package io.heliograph.gateway.authentication;

import java.util.concurrent.CompletionStage;

/** Validates access tokens. Safe for concurrent use. */
public interface Authenticator {

    /** Never completes exceptionally; may complete on another thread than the caller's. The token is never logged. */
    CompletionStage<Outcome> authenticate(String token);

    /** What came of it. */
    sealed interface Outcome {
        record Accepted(Principal principal) implements Outcome {}

        /** @param reason for the log and the metrics; never the token or a claim's value */
        record Rejected(String reason) implements Outcome {}

        /** The keys of the issuer cannot be had at present. */
        record Unavailable() implements Outcome {}
    }
}
