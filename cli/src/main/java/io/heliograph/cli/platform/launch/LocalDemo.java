package io.heliograph.cli.platform.launch;

import io.heliograph.cli.emit.kafka.KafkaEmitter;
import io.heliograph.cli.platform.PlatformPlan;
import io.heliograph.cli.platform.ServiceInstance;
import io.heliograph.cli.platform.ServiceKind;
import io.heliograph.cli.platform.demo.DemoPlatform;
import io.heliograph.cli.platform.oidc.AccessToken;
import io.heliograph.cli.platform.oidc.TokenSigner;
import io.heliograph.cli.platform.process.Signal;
import io.heliograph.client.event.OutgoingEvent;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The launcher's side of the demo page. A thread writes to Kafka and kills; what waits for it is bounded, and refused beyond. */
final class LocalDemo implements DemoPlatform, AutoCloseable {
    private static final int MAX_WAITING = 100;

    private final PlatformPlan plan;
    private final PlatformRecord record;
    private final TokenSigner signer;
    private final String kafka;
    private final Turn documents;
    private final ThreadPoolExecutor thread = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MAX_WAITING),
            Thread.ofPlatform().name("demo").daemon().factory());

    /** Made for the first event, and used by the thread alone. */
    private @Nullable KafkaEmitter emitter;

    LocalDemo(PlatformPlan plan, PlatformRecord record, TokenSigner signer, String kafka) {
        this.plan = plan;
        this.record = record;
        this.signer = signer;
        this.kafka = kafka;
        this.documents = new Turn(names(plan, ServiceKind.DOCUMENT));
    }

    @Override
    public String sign(AccessToken token) {
        return signer.sign(token);
    }

    @Override
    public CompletionStage<@Nullable Void> emit(OutgoingEvent event) {
        try {
            return CompletableFuture.runAsync(() -> emitter().emit(event), thread);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    @Override
    public boolean kill(String gateway) {
        return names(plan, ServiceKind.GATEWAY).contains(gateway) && killProcess(gateway);
    }

    @Override
    public Optional<String> killDocuments() {
        return documents.next(record::isReady).filter(this::killProcess);
    }

    @Override
    public void close() {
        thread.execute(() -> {
            if (emitter != null) {
                emitter.close();
            }
        });
        thread.shutdown();
    }

    private boolean killProcess(String name) {
        OptionalLong pid = record.pid(name);
        pid.ifPresent(process -> thread.execute(() -> Signal.KILL.send(process)));
        return pid.isPresent();
    }

    private static List<String> names(PlatformPlan plan, ServiceKind kind) {
        return plan.services(kind).stream().map(ServiceInstance::name).toList();
    }

    private KafkaEmitter emitter() {
        if (emitter == null) {
            emitter = new KafkaEmitter(kafka);
        }
        return emitter;
    }
}
