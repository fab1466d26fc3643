package io.heliograph.gateway.health.microprofile;

import io.heliograph.gateway.admission.Admission;
import io.heliograph.gateway.health.DependencyStates;
import io.heliograph.gateway.health.DependencyStates.Dependency;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Ready means: admits connections. A dependency that is away is shown and does not make a pod unready, because its open connections would gain nothing by it. */
@Readiness
@Singleton
final class AdmittingCheck implements HealthCheck {
    private final Admission admission;
    private final DependencyStates dependencies;

    AdmittingCheck(Admission admission, DependencyStates dependencies) {
        this.admission = admission;
        this.dependencies = dependencies;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response = HealthCheckResponse.named("admitting")
                .status(admission.isAdmitting())
                .withData("connections", admission.connections())
                .withData("max-connections", admission.maxConnections())
                .withData("draining", admission.isClosed())
                .withData("degraded", dependencies.isDegraded());
        for (Dependency dependency : Dependency.values()) {
            response.withData(dependency.label(), dependencies.isAway(dependency) ? "away" : "ok");
        }
        return response.build();
    }
}
