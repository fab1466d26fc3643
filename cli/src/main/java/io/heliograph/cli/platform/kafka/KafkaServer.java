package io.heliograph.cli.platform.kafka;

import io.heliograph.cli.platform.Checkout;
import io.heliograph.cli.platform.DataFolder;
import io.heliograph.cli.platform.TopicLayout;
import io.heliograph.cli.platform.process.JavaCommand;
import io.heliograph.cli.platform.process.ProcessSpec;
import io.heliograph.cli.platform.process.ServerProcess;
import io.heliograph.cli.platform.process.Signal;
import io.heliograph.cli.platform.process.TcpProbe;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

/** A Kafka node (broker and controller in one) as a child JVM with a class path of its own. */
public final class KafkaServer implements ServerProcess {
    public static final String NAME = "kafka";
    private static final String MAIN_CLASS = "io.heliograph.kafka.EmbeddedBroker";
    private static final int MAX_HEAP_MEGABYTES = 256;
    private static final int ANSWER_SECONDS = 10;

    private final Checkout checkout;
    private final DataFolder data;
    private final int port;
    private final int controllerPort;

    public KafkaServer(Checkout checkout, DataFolder data, int port, int controllerPort) {
        this.checkout = checkout;
        this.data = data;
        this.port = port;
        this.controllerPort = controllerPort;
    }

    /** What clients connect to. */
    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void prepare() {
        // The broker formats its folder itself.
    }

    @Override
    public ProcessSpec spec() {
        return new ProcessSpec(
                NAME,
                new JavaCommand(MAX_HEAP_MEGABYTES)
                        .with("-XX:+UseSerialGC", "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn")
                        .quickToStart()
                        .main(
                                checkout.kafkaClassPath(),
                                MAIN_CLASS,
                                Integer.toString(port),
                                Integer.toString(controllerPort),
                                data.of(NAME).toString()),
                Map.of(),
                data.of(NAME),
                data.logOf(NAME),
                Signal.TERM);
    }

    @Override
    public boolean isReady() {
        if (!TcpProbe.accepts(port)) {
            return false;
        }
        try (Admin admin = admin(1)) {
            return !admin.describeCluster().nodes().get(1, TimeUnit.SECONDS).isEmpty();
        } catch (ExecutionException | TimeoutException _) {
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Creates the topics of the platform that do not exist yet. */
    @Override
    public void initialise() {
        try (Admin admin = admin(ANSWER_SECONDS)) {
            Set<String> existing = admin.listTopics().names().get();
            admin.createTopics(TopicLayout.ALL.stream()
                            .filter(topic -> !existing.contains(topic.name()))
                            .map(KafkaServer::toCreate)
                            .collect(Collectors.toList()))
                    .all()
                    .get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the topics cannot be created", e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static NewTopic toCreate(TopicLayout topic) {
        return new NewTopic(topic.name(), topic.partitions(), (short) 1)
                .configs(Map.of(
                        TopicConfig.CLEANUP_POLICY_CONFIG,
                        topic.compacted() ? TopicConfig.CLEANUP_POLICY_COMPACT : TopicConfig.CLEANUP_POLICY_DELETE));
    }

    private Admin admin(int timeoutSeconds) {
        int timeoutMillis = timeoutSeconds * 1_000;
        return Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers(),
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                timeoutMillis,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                timeoutMillis,
                AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                100));
    }
}
