package io.heliograph.feed.intake.kafka;

import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/**
 * How far the records of a partition were taken in.
 *
 * @param nextOffset everything before it is done
 * @param failure what stopped it there; empty when all of them are done
 */
record Progress(TopicPartition partition, long nextOffset, Optional<RuntimeException> failure) {}
