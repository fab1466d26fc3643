package io.heliograph.delivery.health.smallrye;

import io.heliograph.delivery.dependency.DependencyStates;
import io.heliograph.delivery.schema.SchemaState;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Ready once the schema is there. A dependency that is away later makes the service degraded, which is told as data: taking it out of service would help nobody. */
@Readiness
@ApplicationScoped
class StoreReadiness implements HealthCheck {
    private final SchemaState schema;
    private final DependencyStates dependencies;

    StoreReadiness(SchemaState schema, DependencyStates dependencies) {
        this.schema = schema;
        this.dependencies = dependencies;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response =
                HealthCheckResponse.named("delivery-store").status(schema.isMigrated());
        response.withData("schema", schema.isMigrated() ? "migrated" : "missing");
        dependencies.away().forEach((dependency, away) -> response.withData(dependency.label(), away ? "away" : "ok"));
        return response.build();
    }
}
