package io.heliograph.feed.health.microprofile;

import io.heliograph.feed.intake.kafka.IntakeLoops;
import io.heliograph.feed.publishing.kafka.DeliveryWorker;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Alive as long as all loops work or wait; they end only by a defect, and then a restart is the remedy. */
@Liveness
@ApplicationScoped
final class FeedLiveness implements HealthCheck {
    private final IntakeLoops intake;
    private final DeliveryWorker delivery;

    FeedLiveness(IntakeLoops intake, DeliveryWorker delivery) {
        this.intake = intake;
        this.delivery = delivery;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("feed")
                .status(intake.areAlive() && delivery.isAlive())
                .build();
    }
}
