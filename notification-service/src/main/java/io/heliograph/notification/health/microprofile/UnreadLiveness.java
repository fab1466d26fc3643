package io.heliograph.notification.health.microprofile;

import io.heliograph.notification.unread.UnreadLoop;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Alive as long as counts are told, or wait; the loop ends only by a defect, and then a restart is the remedy. */
@Liveness
@ApplicationScoped
final class UnreadLiveness implements HealthCheck {
    private final UnreadLoop loop;

    UnreadLiveness(UnreadLoop loop) {
        this.loop = loop;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("unread").status(loop.isAlive()).build();
    }
}
