package io.heliograph.notification;

import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Web Push, for notifications that no device has acknowledged. Without {@link Vapid} it is not used. */
public interface PushConfig {
    Vapid vapid();

    /** Hosts of push services: {@code push.example}, {@code *.push.example} for those below it, {@code *} for any. */
    @WithDefault("fcm.googleapis.com,updates.push.services.mozilla.com,*.push.apple.com,*.notify.windows.com")
    List<String> endpointHosts();

    /** Ports of push services. */
    @WithDefault("443")
    Set<Integer> endpointPorts();

    /** {@code scheme://host:port} of one endpoint to which neither of these nor the check of addresses applies. For development only. */
    Optional<URI> developmentOrigin();

    /** How long a device has to acknowledge a notification before it is sent. */
    @WithDefault("20s")
    Duration after();

    /** How often it is looked for what is due. */
    @WithDefault("1s")
    Duration interval();

    /** How long a process that takes notifications has for sending them; then another one does. */
    @WithDefault("2m")
    Duration lease();

    /** How long a push service may take to answer. */
    @WithDefault("10s")
    Duration timeout();

    /** The pause after a push service, delivery-store or the registry could not be asked; each further one is twice as long. */
    @WithDefault("5s")
    Duration retryMin();

    /** The longest pause, unless a push service asks for a longer one. */
    @WithDefault("10m")
    Duration retryMax();

    /** A registry (Redis) that was first written less long ago holds up all messages: devices that are connected may not be known in it yet. */
    @WithDefault("60s")
    Duration registryYoungFor();

    /** How long the registry may take to answer. */
    @WithDefault("2s")
    Duration registryTimeout();

    /** By what push services know this installation (RFC 8292): all three or none. */
    interface Vapid {
        /** An uncompressed point on P-256 in unpadded base64url. Browsers subscribe with it: a new one loses all subscriptions. */
        Optional<String> publicKey();

        /** Its private number in unpadded base64url. A secret. */
        Optional<String> privateKey();

        /** Whom an operator of a push service can write to: {@code mailto:…} or {@code https:…}. */
        Optional<String> subject();
    }
}
