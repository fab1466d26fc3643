package io.heliograph.cli.platform;

/** Something that the user has to know or can remedy: the message is a sentence for people, and all that is shown. */
public final class PlatformProblem extends RuntimeException {
    private static final long serialVersionUID = 1;

    public PlatformProblem(String message) {
        super(message);
    }

    public PlatformProblem(String message, Throwable cause) {
        super(message, cause);
    }
}
