package io.heliograph.notification.push;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.heliograph.contracts.json.JsonText;
import io.heliograph.contracts.protocol.ProtocolLimits;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what a browser's {@code PushSubscription.toJSON()} makes. Members it does not know are passed over. Safe for concurrent use. */
public final class SubscriptionReader {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final Pattern DEVICE = Pattern.compile("[\\x20-\\x7e]{1," + ProtocolLimits.MAX_DEVICE_LENGTH + "}");
    /** Of one value in base64url; far more than either key has. */
    private static final int MAX_KEY_LENGTH = 128;
    /** The year 9999: what a number in JSON may hold is more than a time may. */
    private static final long MAX_MILLIS = 253_402_300_799_999L;

    private final EndpointPolicy endpoints;

    public SubscriptionReader(EndpointPolicy endpoints) {
        this.endpoints = endpoints;
    }

    /** A subscription, or what is wrong with it, for the client. */
    public sealed interface Result {
        record Valid(PushSubscription subscription) implements Result {}

        record Invalid(String objection) implements Result {}
    }

    /** Whether connections can have this device. */
    public static boolean isDevice(String device) {
        return DEVICE.matcher(device).matches();
    }

    public Result read(String device, byte[] json, Instant now) {
        if (!isDevice(device)) {
            return new Result.Invalid(
                    "device must be 1 to " + ProtocolLimits.MAX_DEVICE_LENGTH + " printable ASCII characters");
        }
        try (JsonParser parser = JsonText.untrustedParser(json)) {
            JsonNode members = MAPPER.readTree(parser);
            return members == null || !members.isObject()
                    ? new Result.Invalid("the body must be a JSON object")
                    : subscription(device, members, now);
        } catch (JsonProcessingException e) {
            return new Result.Invalid("the body must be JSON: " + e.getOriginalMessage());
        } catch (IOException _) {
            return new Result.Invalid("the body must be JSON in UTF-8");
        } catch (IllegalArgumentException e) {
            return new Result.Invalid(String.valueOf(e.getMessage()));
        }
    }

    private Result subscription(String device, JsonNode members, Instant now) {
        String endpoint = text(members, "endpoint", EndpointPolicy.MAX_LENGTH);
        Optional<String> objection = endpoints.objection(endpoint);
        if (objection.isPresent()) {
            return new Result.Invalid(objection.get());
        }
        JsonNode keys = members.path("keys");
        PushSubscription subscription = new PushSubscription(
                device,
                URI.create(endpoint),
                BrowserKeys.parse(text(keys, "p256dh", MAX_KEY_LENGTH), text(keys, "auth", MAX_KEY_LENGTH)),
                expiry(members.path("expirationTime")));
        return subscription.isExpired(now)
                ? new Result.Invalid("expirationTime must be in the future")
                : new Result.Valid(subscription);
    }

    private static String text(JsonNode members, String name, int maxLength) {
        JsonNode value = members.path(name);
        if (!value.isTextual() || value.textValue().length() > maxLength) {
            throw new IllegalArgumentException("%s must be text of at most %d characters".formatted(name, maxLength));
        }
        return value.textValue();
    }

    private static @Nullable Instant expiry(JsonNode millis) {
        if (millis.isMissingNode() || millis.isNull()) {
            return null;
        }
        if (!millis.isNumber()
                || !millis.canConvertToLong()
                || millis.longValue() > MAX_MILLIS
                || millis.longValue() < 0) {
            throw new IllegalArgumentException("expirationTime must be null or milliseconds since 1970");
        }
        return Instant.ofEpochMilli(millis.longValue());
    }
}
