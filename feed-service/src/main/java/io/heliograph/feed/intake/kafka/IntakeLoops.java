package io.heliograph.feed.intake.kafka;

/**
 * What is read from Kafka.
 *
 * @param activities what is to be kept
 * @param audiences notifications, for those that are for a feed's followers
 */
public record IntakeLoops(IntakeLoop activities, IntakeLoop audiences) implements AutoCloseable {
    public void start() {
        activities.start();
        audiences.start();
    }

    public boolean areAlive() {
        return activities.isAlive() && audiences.isAlive();
    }

    @Override
    public void close() {
        activities.close();
        audiences.close();
    }
}
