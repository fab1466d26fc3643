package io.heliograph.presence.health.microprofile;

import io.heliograph.presence.intake.kafka.PresenceLoop;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Alive as long as the loop reads or waits; it ends only by a defect, and then a restart is the remedy. */
@Liveness
@ApplicationScoped
final class PresenceLiveness implements HealthCheck {
    private final PresenceLoop loop;

    PresenceLiveness(PresenceLoop loop) {
        this.loop = loop;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("presence").status(loop.isAlive()).build();
    }
}
