package io.heliograph.presence.health.microprofile;

import io.heliograph.presence.lease.redis.LeaseWatch;
import io.heliograph.presence.retry.RetrySchedule;
import io.vertx.mutiny.sqlclient.Pool;
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

    private final Pool postgres;
    private final Admin kafka;
    private final LeaseWatch leases;
    private final RetrySchedule retries;

    DependenciesReadiness(Pool postgres, Admin kafka, LeaseWatch leases, RetrySchedule retries) {
        this.postgres = postgres;
        this.kafka = kafka;
        this.leases = leases;
        this.retries = retries;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("dependencies")
                .up()
                .withData("postgres", postgresAnswers() ? "up" : "away")
                .withData("kafka", kafkaAnswers() ? "up" : "away")
                .withData("redis", leases.isAway() ? "away" : "up")
                .withData("deciding", leases.latest().proving())
                .withData("intake", retries.isWaiting() ? "waiting" : "reading")
                .build();
    }

    private boolean postgresAnswers() {
        try {
            postgres.withConnection(connection -> connection.query("SELECT 1").execute())
                    .ifNoItem()
                    .after(WITHIN)
                    .fail()
                    .await()
                    .indefinitely();
            return true;
        } catch (RuntimeException _) {
            return false;
        }
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
