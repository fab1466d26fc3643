package io.heliograph.notification.push.webpush;

import com.interaso.webpush.VapidKeys;
import com.interaso.webpush.WebPush;
import io.heliograph.notification.push.PushMessage;
import io.heliograph.notification.push.PushSubscription;
import io.heliograph.notification.push.VapidIdentity;
import java.net.URI;
import java.util.Locale;
import java.util.Map;

/**
 * Makes what travels to a push service: the payload encrypted for one browser (RFC 8291), and headers with a token that this
 * installation signed for the push service (RFC 8292). Safe for concurrent use.
 */
final class PushEncryption {
    /** Twelve hours; push services take tokens for 24 at most (RFC 8292 §2). */
    private static final int TOKEN_SECONDS = 12 * 60 * 60;

    private static final int HTTPS_PORT = 443;

    private final WebPush webPush;

    /** @throws IllegalArgumentException when the two keys are none, or do not belong together */
    PushEncryption(VapidIdentity identity) {
        webPush = new WebPush(identity.subject(), keys(identity));
    }

    private static VapidKeys keys(VapidIdentity identity) {
        try {
            return VapidKeys.fromUncompressedBytes(identity.publicKey(), identity.privateKey());
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(
                    "notification.push.vapid.public-key and private-key must be a pair on P-256 in base64url", e);
        }
    }

    byte[] body(PushSubscription subscription, PushMessage message) {
        return webPush.getBody(
                message.payload().array(),
                subscription.keys().point(),
                subscription.keys().secret());
    }

    /** Contains a token for this push service: never logged. */
    Map<String, String> headers(PushSubscription subscription, PushMessage message) {
        return webPush.getHeadersWithToken(
                webPush.getToken(audience(subscription.endpoint()), TOKEN_SECONDS),
                Math.toIntExact(message.ttl().toSeconds()),
                message.topic(),
                urgency(message.urgency()));
    }

    /** The endpoint's origin (RFC 6454 §6.2): without the port where it is the scheme's own. */
    private static String audience(URI endpoint) {
        String origin = endpoint.getScheme() + "://" + endpoint.getHost();
        boolean named = endpoint.getPort() >= 0 && endpoint.getPort() != HTTPS_PORT;
        return (named ? origin + ':' + endpoint.getPort() : origin).toLowerCase(Locale.ROOT);
    }

    private static WebPush.Urgency urgency(PushMessage.Urgency urgency) {
        return switch (urgency) {
            case LOW -> WebPush.Urgency.Low;
            case NORMAL -> WebPush.Urgency.Normal;
            case HIGH -> WebPush.Urgency.High;
        };
    }
}
