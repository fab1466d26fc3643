package io.heliograph.delivery.signal;

import io.heliograph.contracts.wire.PodMessage;
import io.heliograph.delivery.deadletter.DeadLetter;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What came of reading a record of {@code heliograph.signals}. */
public sealed interface Incoming {
    /** @param state without {@code previous}, which the registry knows */
    record Latest(PodMessage.State state, ConsumerRecord<byte[], byte[]> original) implements Incoming {}

    record Transient(PodMessage.Transient message) implements Incoming {}

    /** A transient one whose time is over. */
    record Outdated() implements Incoming {}

    record Refused(DeadLetter letter) implements Incoming {}
}
