package io.heliograph.feed.activity;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which trace an event belongs to (W3C Trace Context §3.2). It is handed on to screens, and never a reason to refuse an event. */
public final class Traceparent {
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

    private Traceparent() {}

    /** Empty without one, and for anything else than one. */
    public static Optional<String> of(@Nullable Object text) {
        return Optional.ofNullable(text)
                .map(Object::toString)
                .filter(value -> FORM.matcher(value).matches());
    }
}
