package io.heliograph.gateway.health.microprofile;

import io.heliograph.gateway.admission.Admission;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready means: admits connections. A dependency that is away does not make a pod unready, because its open connections would gain nothing by it. */
@Readiness
@Singleton
final class AdmittingCheck implements HealthCheck {
    private final Admission admission;

    AdmittingCheck(Admission admission) {
        this.admission = admission;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("admitting")
                .status(admission.isAdmitting())
                .withData("connections", admission.connections())
                .withData("max-connections", admission.maxConnections())
                .withData("draining", admission.isClosed())
                .build();
    }
}
