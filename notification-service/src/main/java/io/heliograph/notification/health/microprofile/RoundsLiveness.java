package io.heliograph.notification.health.microprofile;

import io.heliograph.notification.round.RoundLoop;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Alive as long as what is due is done, waits, or is none of this installation's; a loop ends only by a defect, and then a restart is the remedy. */
@Liveness
@ApplicationScoped
final class RoundsLiveness implements HealthCheck {
    private final List<RoundLoop> loops;

    RoundsLiveness(@Any Instance<RoundLoop> loops) {
        this.loops = loops.stream().toList();
    }

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("rounds");
        loops.forEach(loop -> response.withData(loop.name(), loop.isAlive() ? "alive" : "ended"));
        return response.status(loops.stream().allMatch(RoundLoop::isAlive)).build();
    }
}
