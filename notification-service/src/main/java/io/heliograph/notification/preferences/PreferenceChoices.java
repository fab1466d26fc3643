package io.heliograph.notification.preferences;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.heliograph.notification.json.JsonObjects;
import java.util.Map;
import java.util.Set;

/** What users of this installation may choose, and what holds for them. Safe for concurrent use. */
public final class PreferenceChoices {
    /** Of the JSON that a user sends. */
    public static final int MAX_BYTES = 16 * 1024;

    private final Categories categories;
    private final Set<DeliveryChannel> configured;

    /** @param configured the channels that this installation uses */
    public PreferenceChoices(Categories categories, Set<DeliveryChannel> configured) {
        this.categories = categories;
        this.configured = Set.copyOf(configured);
    }

    /** @throws InvalidPreferencesException for what is not of the form, about no category of this installation, or switches off what is required */
    public Preferences read(byte[] json) throws InvalidPreferencesException {
        if (json.length > MAX_BYTES) {
            throw new InvalidPreferencesException("at most %d bytes, found %d".formatted(MAX_BYTES, json.length));
        }
        Preferences preferences = PreferencesJson.read(
                JsonObjects.read(json).orElseThrow(() -> new InvalidPreferencesException("must be a JSON object")));
        for (Map.Entry<String, Map<DeliveryChannel, Boolean>> choice :
                preferences.choices().entrySet()) {
            check(choice.getKey(), choice.getValue());
        }
        for (String category : preferences.digest().categories().keySet()) {
            policy(category);
        }
        return preferences;
    }

    private void check(String category, Map<DeliveryChannel, Boolean> channels) throws InvalidPreferencesException {
        CategoryPolicy policy = policy(category);
        for (Map.Entry<DeliveryChannel, Boolean> channel : channels.entrySet()) {
            if (policy.required() && policy.isOnByDefault(channel.getKey()) && !channel.getValue()) {
                throw new InvalidPreferencesException(
                        "/categories/%s/%s cannot be switched off: the category is required"
                                .formatted(category, channel.getKey().wireName()));
            }
        }
    }

    private CategoryPolicy policy(String category) throws InvalidPreferencesException {
        return categories
                .find(category)
                .orElseThrow(() -> new InvalidPreferencesException("there is no such category: the categories are "
                        + String.join(
                                ", ", categories.all().map(CategoryPolicy::name).toList())));
    }

    /** What the user has chosen, and, for each category and channel, what holds. */
    public ObjectNode effective(Preferences preferences) {
        ObjectNode json = PreferencesJson.write(preferences);
        ArrayNode effective = json.putArray("effective");
        categories.all().forEach(policy -> {
            ObjectNode category = effective.addObject();
            category.put("category", policy.name());
            category.put("title", policy.title());
            category.put("required", policy.required());
            category.put("digest", preferences.digest().of(policy).wireName());
            ObjectNode channels = category.putObject("channels");
            configured.stream()
                    .sorted()
                    .forEach(channel -> channels.put(channel.wireName(), isOn(policy, channel, preferences)));
        });
        return json;
    }

    private static boolean isOn(CategoryPolicy policy, DeliveryChannel channel, Preferences preferences) {
        boolean byDefault = policy.isOnByDefault(channel);
        return (policy.required() && byDefault)
                || preferences.choice(policy.name(), channel).orElse(byDefault);
    }
}
