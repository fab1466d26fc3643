package io.heliograph.notification.health.microprofile;

import io.heliograph.notification.push.PushLoop;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Alive as long as messages are sent, wait, or are none of this installation's; the loop ends only by a defect, and then a restart is the remedy. */
@Liveness
@ApplicationScoped
final class PushLiveness implements HealthCheck {
    private final PushLoop loop;

    PushLiveness(PushLoop loop) {
        this.loop = loop;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("push").status(loop.isAlive()).build();
    }
}
