package io.heliograph.gateway.routing;

/** Redis cannot be reached, or refuses to write. */
public final class RegistryUnavailableException extends RuntimeException {
    public RegistryUnavailableException(Throwable cause) {
        super("the registry cannot be written", cause);
    }

    public RegistryUnavailableException(String message) {
        super(message);
    }
}
