package io.heliograph.feed.health.microprofile;

import io.heliograph.feed.retry.RetrySchedules;
import io.heliograph.feed.store.postgres.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Always ready: what is away is away for all pods, so that taking one out of service would help nobody, and what does not need
 * it goes on. The data tells whether the service is degraded, and by what.
 */
@Readiness
@ApplicationScoped
final class DependenciesReadiness implements HealthCheck {
    private static final Duration WITHIN = Duration.ofSeconds(1);

    private final Database database;
    private final Admin kafka;
    private final RetrySchedules retries;

    DependenciesReadiness(Database database, Admin kafka, RetrySchedules retries) {
        this.database = database;
        this.kafka = kafka;
        this.retries = retries;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("dependencies")
                .up()
                .withData("postgres", database.answers() ? "up" : "away")
                .withData("kafka", kafkaAnswers() ? "up" : "away")
                .withData("intake", retries.intake().isWaiting() ? "waiting" : "reading")
                .withData("audiences", retries.audiences().isWaiting() ? "waiting" : "reading")
                .withData("delivery", retries.delivery().isWaiting() ? "waiting" : "working")
                .build();
    }

    private boolean kafkaAnswers() {
        try {
            kafka.describeCluster().clusterId().get(WITHIN.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException | TimeoutException _) {
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
