package io.heliograph.delivery.dependency;

/** A dependency did not do what it was asked: it is away, slow or refused for a reason that will pass. Whether a write had an effect is unknown. */
public final class DependencyException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Dependency dependency;

    public DependencyException(Dependency dependency, Throwable cause) {
        super(dependency.label() + " failed: " + cause, cause);
        this.dependency = dependency;
    }

    /** For the cause of what only wraps it. */
    public static DependencyException unwrapped(Dependency dependency, Exception wrapper) {
        Throwable cause = wrapper.getCause();
        return new DependencyException(dependency, cause == null ? wrapper : cause);
    }

    public Dependency dependency() {
        return dependency;
    }
}
