package io.heliograph.document.health.microprofile;

import io.heliograph.document.log.postgres.Database;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Always ready: what is away is away for all pods, so that taking one out of service would help nobody. The data tells whether the service is degraded, and by what.
 */
@Readiness
@ApplicationScoped
final class DependenciesReadiness implements HealthCheck {
    private final Database database;

    DependenciesReadiness(Database database) {
        this.database = database;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("dependencies")
                .up()
                .withData("postgres", database.answers() ? "up" : "away")
                .build();
    }
}
