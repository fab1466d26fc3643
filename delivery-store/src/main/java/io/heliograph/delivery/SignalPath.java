package io.heliograph.delivery;

import io.heliograph.delivery.intake.kafka.TopicIntake;
import io.heliograph.delivery.routing.ChannelRouter;

/**
 * The way of signals, beside that of publications: nothing on it waits for PostgreSQL, or for what waits for PostgreSQL.
 *
 * @param router has a queue and a connection of its own
 */
record SignalPath(TopicIntake intake, ChannelRouter router) {}
