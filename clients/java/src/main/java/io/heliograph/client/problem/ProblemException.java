package io.heliograph.client.problem;

/** A request failed for good. */
public final class ProblemException extends IllegalStateException {
    private final transient Problem problem;

    public ProblemException(Problem problem) {
        super(problem.code() + ": " + problem.message());
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
