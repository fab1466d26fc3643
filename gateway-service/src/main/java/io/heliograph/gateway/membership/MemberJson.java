package io.heliograph.gateway.membership;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.heliograph.contracts.json.JsonBytes;
import org.jspecify.annotations.Nullable;

/** An object of texts, and a member {@code data} that stays as its bytes are. Confined to one thread. */
final class MemberJson {
    private final StringBuilder text = new StringBuilder(256).append('{');

    /** Nothing when the value is null. */
    void put(String name, @Nullable String value) {
        if (value == null) {
            return;
        }
        if (text.length() > 1) {
            text.append(',');
        }
        text.append('"').append(name).append("\":\"");
        JsonStringEncoder.getInstance().quoteAsString(value, text);
        text.append('"');
    }

    String closed(@Nullable JsonBytes data) {
        if (data != null) {
            text.append(",\"data\":").append(data.text());
        }
        return text.append('}').toString();
    }
}
