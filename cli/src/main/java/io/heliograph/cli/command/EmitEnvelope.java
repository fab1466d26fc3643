package io.heliograph.cli.command;

import io.cloudevents.core.builder.CloudEventBuilder;
import io.heliograph.contracts.event.EventAttribute;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The attributes that every event has. */
public final class EmitEnvelope {
    @Option(
            names = "--id",
            paramLabel = "ID",
            description =
                    "With the source what makes the event one: the same again is not delivered again. A UUID by default.")
    private @Nullable String id;

    @Option(
            names = "--source",
            paramLabel = "SOURCE",
            defaultValue = "/cli",
            description = "Who says so (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init") // has a default
    private URI source;

    @Option(
            names = "--expires",
            paramLabel = "TIME",
            converter = ExpiryConverter.class,
            description = "Not delivered after it: a time like 2026-01-01T12:00:00Z, or a while like 90s or 2h.")
    private @Nullable Instant expires;

    CloudEventBuilder event(String type, byte[] data) {
        return event(type).withData("application/json", data);
    }

    /** Without data. */
    CloudEventBuilder event(String type) {
        CloudEventBuilder builder = CloudEventBuilder.v1()
                .withId(id == null ? UUID.randomUUID().toString() : id)
                .withSource(source)
                .withType(type)
                .withTime(Instant.now().atOffset(ZoneOffset.UTC));
        return expires == null ? builder : builder.withExtension(EventAttribute.EXPIRY_TIME, expires.toString());
    }
}
