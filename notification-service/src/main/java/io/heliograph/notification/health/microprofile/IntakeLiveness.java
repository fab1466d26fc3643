package io.heliograph.notification.health.microprofile;

import io.heliograph.notification.intake.kafka.IntakeLoop;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Alive as long as the intake reads or waits; it ends only by a defect, and then a restart is the remedy. */
@Liveness
@ApplicationScoped
final class IntakeLiveness implements HealthCheck {
    private final IntakeLoop loop;

    IntakeLiveness(IntakeLoop loop) {
        this.loop = loop;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("intake").status(loop.isAlive()).build();
    }
}
