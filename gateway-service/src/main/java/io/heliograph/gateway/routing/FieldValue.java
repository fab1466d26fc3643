package io.heliograph.gateway.routing;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a field shall hold.
 *
 * @param text null for the time of writing by Redis' clock, in milliseconds: each writing is then another value, by which a pod that came back is told from the dead one
 * @param keyTtl how long the whole hash is kept after this writing
 */
public record FieldValue(@Nullable String text, Duration keyTtl) {}
