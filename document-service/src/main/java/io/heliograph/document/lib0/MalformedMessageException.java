package io.heliograph.document.lib0;

/** A client sent what the protocol does not know. The message is for the client. */
public final class MalformedMessageException extends RuntimeException {
    public MalformedMessageException(String message) {
        super(message);
    }
}
