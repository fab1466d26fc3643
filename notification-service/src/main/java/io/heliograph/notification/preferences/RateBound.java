package io.heliograph.notification.preferences;

/**
 * What happens when more of a category's notifications come than are to alert somebody.
 *
 * @param highPasses whether those of priority high alert nevertheless
 * @param summarises whether what is above the rate becomes part of a digest; otherwise it is in the inbox only
 */
public record RateBound(AlertRate rate, boolean highPasses, boolean summarises) {
    public static final RateBound NONE = new RateBound(AlertRate.UNLIMITED, false, false);
}
