package io.heliograph.notification.intake;

import com.fasterxml.jackson.databind.JsonNode;

/** Whom an event is for, docs/events.md §3.1 and §3.2. */
enum Audience {
    RECIPIENTS,
    FOLLOWERS,
    EVERYONE,
    /** Only a retraction may say nothing. */
    WHOEVER_HAS_IT;

    /** @param data fits the type's schema */
    static Audience of(JsonNode data) {
        if (data.has("recipients")) {
            return RECIPIENTS;
        }
        JsonNode audience = data.path("audience");
        if (audience.has("followers")) {
            return FOLLOWERS;
        }
        return audience.has("everyone") ? EVERYONE : WHOEVER_HAS_IT;
    }
}
