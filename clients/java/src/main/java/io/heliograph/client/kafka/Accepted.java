package io.heliograph.client.kafka;

/** Kafka has the event on all replicas that are in sync: it takes effect, and emitting the same id again does not. */
public record Accepted(String id, String topic, int partition, long offset) {}
