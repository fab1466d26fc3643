package io.heliograph.document.log;

/** The log is away, or does not answer in time. It is not known whether it did what it was asked. */
public final class LogUnavailableException extends RuntimeException {
    public LogUnavailableException(Throwable cause) {
        super("the log did not carry out the statement", cause);
    }
}
