package io.heliograph.contracts.channel;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The kinds that an installation knows. The defaults are the resource {@code kinds.json}; an installation replaces them as a whole with a file of the same form,
 * which all services must be given alike.
 */
public final class ChannelKinds {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final Map<String, ChannelKind> kinds = new TreeMap<>();

    public ChannelKinds(List<ChannelKind> kinds) {
        for (ChannelKind kind : kinds) {
            if (this.kinds.put(kind.name(), kind) != null) {
                throw new IllegalArgumentException("kind " + kind.name() + " is there twice");
            }
        }
    }

    public static ChannelKinds defaults() {
        try (InputStream in = ChannelKinds.class.getResourceAsStream("/kinds.json")) {
            if (in == null) {
                throw new IllegalStateException("resource kinds.json is missing");
            }
            return parse(in.readAllBytes(), "kinds.json");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The kinds of a file, or the defaults without one. */
    public static ChannelKinds load(Optional<Path> file) {
        if (file.isEmpty()) {
            return defaults();
        }
        try {
            return parse(Files.readAllBytes(file.get()), file.get().toString());
        } catch (IOException e) {
            throw new UncheckedIOException("kinds file " + file.get() + " cannot be read", e);
        }
    }

    /** @throws IllegalArgumentException naming the origin, the place and what is allowed there */
    public static ChannelKinds parse(byte[] json, String origin) {
        try {
            KindsFile file = required("kinds", MAPPER.readValue(json, KindsFile.class));
            return new ChannelKinds(required("kinds", file.kinds()).stream()
                    .map(entry -> required("kinds[]", entry).toKind())
                    .toList());
        } catch (JacksonException e) {
            throw new IllegalArgumentException(origin + ", " + place(e) + ": " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(origin + ": " + e.getMessage(), e);
        }
    }

    public Optional<ChannelKind> find(ChannelName channel) {
        return Optional.ofNullable(kinds.get(channel.kind()));
    }

    public List<ChannelKind> all() {
        return List.copyOf(kinds.values());
    }

    /** The longest time that any kind keeps a publication; zero when none is durable. */
    public Duration longestRetention() {
        return kinds.values().stream()
                .flatMap(kind -> kind.retention().stream())
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    private static String place(JacksonException e) {
        return e.getLocation() == null
                ? "as a whole"
                : "line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr();
    }

    private static <T> T required(String member, @Nullable T value) {
        if (value == null) {
            throw new IllegalArgumentException("member '" + member + "' is required");
        }
        return value;
    }

    private record KindsFile(@Nullable List<@Nullable KindEntry> kinds) {}

    private record KindEntry(
            @Nullable String kind,
            @Nullable String subscribe,
            @Nullable String publish,
            @Nullable Durable durable,
            boolean latest,
            @JsonProperty("transient") boolean transients,
            boolean members) {

        private ChannelKind toKind() {
            String name = required("kind", kind);
            return new ChannelKind(
                    name,
                    oneOf(ChannelKind.SubscribeRule.values(), name, "subscribe", subscribe),
                    oneOf(ChannelKind.PublishRule.values(), name, "publish", publish),
                    Optional.ofNullable(durable).map(kept -> kept.toRetention(name)),
                    latest,
                    transients,
                    members);
        }

        private static <E extends Enum<E>> E oneOf(E[] constants, String kind, String member, @Nullable String value) {
            return Arrays.stream(constants)
                    .filter(constant -> constant.name().toLowerCase(Locale.ROOT).equals(value))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("'%s' of kind %s must be one of %s, is %s"
                            .formatted(
                                    member, kind, List.of(constants).toString().toLowerCase(Locale.ROOT), value)));
        }
    }

    private record Durable(@Nullable String retention) {
        private Duration toRetention(String kind) {
            try {
                return Duration.parse(required("retention", retention));
            } catch (DateTimeParseException e) {
                throw new IllegalArgumentException(
                        "'retention' of kind " + kind + " must be a duration as P7D or PT12H, is " + retention, e);
            }
        }
    }
}
