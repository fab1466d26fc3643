package io.heliograph.notification;

import io.heliograph.notification.push.Browser;
import io.heliograph.notification.push.PushEndpoint;
import io.heliograph.notification.push.http.StoreStandIn;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.security.KeyPair;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Configures Web Push, with a push service and a delivery-store that tests direct. */
public final class PushResource implements QuarkusTestResourceLifecycleManager {
    private final KeyPair keys = Browser.generate();
    private @Nullable Surroundings surroundings;

    /** @param publicKey by which the push service knows this installation */
    record Surroundings(PushEndpoint endpoint, StoreStandIn store, String publicKey) {}

    @Override
    public Map<String, String> start() {
        String publicKey = Browser.base64(Browser.point((ECPublicKey) keys.getPublic()));
        String privateKey = Browser.base64(Browser.unsigned(((ECPrivateKey) keys.getPrivate()).getS()));
        Surroundings started = new Surroundings(PushEndpoint.start(), StoreStandIn.start(), publicKey);
        surroundings = started;
        return Map.of(
                "notification.push.vapid.public-key",
                publicKey,
                "notification.push.vapid.private-key",
                privateKey,
                "notification.push.vapid.subject",
                "mailto:ops@shop.example",
                "notification.push.development-origin",
                started.endpoint().origin().toString(),
                "notification.push.after",
                "1h",
                "notification.push.interval",
                "50ms",
                "notification.push.retry-min",
                "100ms",
                "notification.push.retry-max",
                "200ms",
                "notification.history.url",
                started.store().url().toString(),
                "notification.history.credential",
                StoreStandIn.CREDENTIAL);
    }

    @Override
    public void inject(TestInjector injector) {
        if (surroundings != null) {
            injector.injectIntoFields(surroundings, new TestInjector.MatchesType(Surroundings.class));
        }
    }

    @Override
    public void stop() {
        if (surroundings != null) {
            surroundings.endpoint().close();
            surroundings.store().close();
        }
    }
}
