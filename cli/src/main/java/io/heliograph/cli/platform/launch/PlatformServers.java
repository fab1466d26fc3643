package io.heliograph.cli.platform.launch;

import io.heliograph.cli.platform.Checkout;
import io.heliograph.cli.platform.DataFolder;
import io.heliograph.cli.platform.PlatformAddresses;
import io.heliograph.cli.platform.PlatformPlan;
import io.heliograph.cli.platform.ServiceEnvironment;
import io.heliograph.cli.platform.ServiceInstance;
import io.heliograph.cli.platform.ServiceKind;
import io.heliograph.cli.platform.control.Secrets;
import io.heliograph.cli.platform.kafka.KafkaServer;
import io.heliograph.cli.platform.postgres.PostgresServer;
import io.heliograph.cli.platform.process.ServerProcess;
import io.heliograph.cli.platform.process.ServiceServer;
import io.heliograph.cli.platform.push.PushKey;
import io.heliograph.cli.platform.redis.RedisServer;
import java.util.List;
import java.util.stream.Stream;

/** The server processes of a plan, each knowing how it is started and where the others are. */
final class PlatformServers {
    private final List<ServerProcess> infrastructure;
    private final List<ServerProcess> services;
    private final PlatformAddresses addresses;

    PlatformServers(Checkout checkout, PlatformPlan plan, DataFolder data) {
        KafkaServer kafka = new KafkaServer(
                checkout, data, plan.ports().kafka(), plan.ports().kafkaController());
        PostgresServer postgres = new PostgresServer(data, plan.ports().postgres());
        RedisServer redis = new RedisServer(data, plan.ports().redis());
        infrastructure = List.of(postgres, redis, kafka);
        addresses = new PlatformAddresses(
                plan.url(),
                kafka.bootstrapServers(),
                redis.url(),
                postgres.url(),
                PostgresServer.USER,
                PostgresServer.PASSWORD,
                "http://127.0.0.1:" + plan.ports().issuer(),
                plan.services(ServiceKind.DELIVERY_STORE).getFirst().http(),
                Secrets.random(),
                PushKey.keptIn(data.pushKey()),
                Secrets.random());
        services = plan.services().stream()
                .map(service -> server(checkout, data, service))
                .toList();
    }

    private ServerProcess server(Checkout checkout, DataFolder data, ServiceInstance service) {
        return new ServiceServer(
                service,
                checkout.application(service.kind().module()),
                ServiceEnvironment.of(service, addresses),
                data.logOf(service.name()));
    }

    PlatformAddresses addresses() {
        return addresses;
    }

    /** What the services need before they are started; to be ended in the opposite order. */
    List<ServerProcess> infrastructure() {
        return infrastructure;
    }

    List<ServerProcess> services() {
        return services;
    }

    List<ServerProcess> all() {
        return Stream.concat(infrastructure.stream(), services.stream()).toList();
    }
}
