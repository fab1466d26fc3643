package io.heliograph.notification.preferences;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreferenceChoicesTest {
    private static final PreferenceChoices CHOICES = new PreferenceChoices(
            new Categories(
                    List.of(category("security", true), category("orders", false)),
                    category(Categories.DEFAULT, false)),
            EnumSet.of(DeliveryChannel.IN_APP, DeliveryChannel.PUSH));

    @Test
    void keepsWhatAUserChooses() throws InvalidPreferencesException {
        Preferences preferences = read("""
                {"timeZone":"Europe/Berlin","quietHours":{"from":"22:00","to":"07:00"},"categories":{"orders":{"push":false}}}""");

        assertThat(preferences.zone()).isEqualTo(ZoneId.of("Europe/Berlin"));
        assertThat(preferences.quietHours()).isEqualTo(new QuietHours(LocalTime.of(22, 0), LocalTime.of(7, 0)));
        assertThat(preferences.choice("orders", DeliveryChannel.PUSH)).contains(false);
        assertThat(PreferencesJson.parse(PreferencesJson.write(preferences).toString()))
                .isEqualTo(preferences);
    }

    @Test
    void takesNothingForNoChoice() throws InvalidPreferencesException {
        assertThat(read("{}")).isEqualTo(Preferences.NONE);
        assertThat(read("{\"timeZone\":null,\"quietHours\":null,\"categories\":null}"))
                .isEqualTo(Preferences.NONE);
    }

    @Test
    void tellsWhatHolds() throws InvalidPreferencesException {
        Preferences preferences = read("{\"categories\":{\"orders\":{\"push\":false,\"email\":true}}}");

        assertThat(CHOICES.effective(preferences).path("effective")).hasToString("""
                        [{"category":"security","title":"Security","required":true,"digest":"off","channels":{"in-app":true,"push":true}},\
                        {"category":"orders","title":"Orders","required":false,"digest":"off","channels":{"in-app":true,"push":false}},\
                        {"category":"default","title":"Default","required":false,"digest":"off","channels":{"in-app":true,"push":true}}]""");
    }

    @Test
    void keepsWhatAUserChoosesOfDigests() throws InvalidPreferencesException {
        Preferences preferences = read("""
                {"digest":{"every":"daily","at":"18:30","categories":{"orders":"hourly","security":"off"}}}""");

        assertThat(preferences.digest())
                .isEqualTo(new DigestPreferences(
                        DigestChoice.DAILY,
                        LocalTime.of(18, 30),
                        Map.of("orders", DigestChoice.HOURLY, "security", DigestChoice.OFF)));
        assertThat(PreferencesJson.parse(PreferencesJson.write(preferences).toString()))
                .isEqualTo(preferences);
        assertThat(CHOICES.effective(preferences).path("effective").findValuesAsText("digest"))
                .containsExactly("off", "hourly", "daily");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            []                                                       | must be a JSON object
            {"timeZone":1}                                           | /timeZone must be a text, found 1
            {"timeZone":"Mars/Olympus"}                              | /timeZone must be a zone as Europe/Berlin, found "Mars/Olympus"
            {"quietHours":{"from":"22:00"}}                          | /quietHours/to must be a text, found nothing
            {"quietHours":{"from":"25:00","to":"07:00"}}             | /quietHours/from must be a time as 22:00, found "25:00"
            {"quietHours":{"from":"07:00","to":"07:00"}}             | /quietHours/to must be another time than from
            {"categories":[]}                                        | /categories must be an object
            {"categories":{"orders":true}}                           | /categories/orders must be an object of channels
            {"categories":{"orders":{"pigeon":true}}}                | one of in-app, push and email
            {"categories":{"orders":{"push":"no"}}}                  | /categories/orders/push must be true or false
            {"categories":{"sports":{"push":false}}}                 | the categories are security, orders, default
            {"digest":"daily"}                                       | /digest must be an object, found "daily"
            {"digest":{"every":"weekly"}}                            | /digest/every must be one of off, hourly and daily, found "weekly"
            {"digest":{"at":"8"}}                                    | /digest/at must be a time as 22:00, found "8"
            {"digest":{"categories":["orders"]}}                     | /digest/categories must be an object
            {"digest":{"categories":{"orders":true}}}                | /digest/categories/orders must be one of off, hourly and daily
            {"digest":{"categories":{"sports":"daily"}}}             | the categories are security, orders, default
            {"categories":{"security":{"push":false}}}               | /categories/security/push cannot be switched off
            """)
    void saysWhatIsWrong(String json, String message) {
        assertThatThrownBy(() -> read(json))
                .isInstanceOf(InvalidPreferencesException.class)
                .hasMessageContaining(message);
    }

    @Test
    void boundsWhatItReads() {
        String json = "{\"x\":\"" + "x".repeat(PreferenceChoices.MAX_BYTES) + "\"}";

        assertThatThrownBy(() -> read(json)).hasMessageContaining("at most 16384 bytes, found 16392");
    }

    private static Preferences read(String json) throws InvalidPreferencesException {
        return CHOICES.read(json.getBytes(StandardCharsets.UTF_8));
    }

    private static CategoryPolicy category(String name, boolean required) {
        return new CategoryPolicy(
                name,
                name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1),
                Set.of(DeliveryChannel.IN_APP, DeliveryChannel.PUSH),
                required,
                true,
                RateBound.NONE,
                DigestChoice.OFF,
                Duration.ofSeconds(20));
    }
}
