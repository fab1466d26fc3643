package io.heliograph.delivery.deadletter;

import io.heliograph.contracts.event.Rejection;
import io.heliograph.contracts.event.Topic;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A record that cannot be valid however often it is read, as it came, and why. */
public record DeadLetter(Topic topic, ConsumerRecord<byte[], byte[]> original, Rejection rejection) {}
