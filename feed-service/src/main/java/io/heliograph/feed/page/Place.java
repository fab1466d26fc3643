package io.heliograph.feed.page;

import java.time.Instant;
import java.util.UUID;

/**
 * Where an activity stands in a list: the newest first, by id among those of the same time.
 *
 * @param time in whole microseconds
 */
public record Place(Instant time, UUID id) {}
