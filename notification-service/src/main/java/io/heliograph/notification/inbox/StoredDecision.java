package io.heliograph.notification.inbox;

import org.jspecify.annotations.Nullable;

/**
 * What is kept to explain a notification.
 *
 * @param decision as JSON; null when it came before decisions were kept
 */
public record StoredDecision(@Nullable String decision, ScreenForm form) {}
