package io.heliograph.gateway.publishing;

import io.heliograph.contracts.json.JsonBytes;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request to {@code POST /events}.
 *
 * @param contentType the media type with its parameters, if the request names one
 * @param attributes the headers {@code ce-*} without that prefix, in lower case, with their values as they came
 * @param idempotencyKey the id of an event that has none
 * @param body not checked yet; empty when there is none
 */
public record EventRequest(
        @Nullable String contentType,
        List<Map.Entry<String, String>> attributes,
        @Nullable String idempotencyKey,
        JsonBytes body) {}
