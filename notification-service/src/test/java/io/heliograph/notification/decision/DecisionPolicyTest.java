package io.heliograph.notification.decision;

import static io.heliograph.notification.preferences.DeliveryChannel.EMAIL;
import static io.heliograph.notification.preferences.DeliveryChannel.IN_APP;
import static io.heliograph.notification.preferences.DeliveryChannel.PUSH;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.notification.preferences.AlertRate;
import io.heliograph.notification.preferences.Categories;
import io.heliograph.notification.preferences.CategoryPolicy;
import io.heliograph.notification.preferences.DeliveryChannel;
import io.heliograph.notification.preferences.DigestChoice;
import io.heliograph.notification.preferences.DigestPreferences;
import io.heliograph.notification.preferences.Preferences;
import io.heliograph.notification.preferences.QuietHours;
import io.heliograph.notification.preferences.RateBound;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DecisionPolicyTest {
    private static final Instant NOON = Instant.parse("2026-01-10T12:00:00Z");
    private static final Instant NIGHT = Instant.parse("2026-01-10T23:00:00Z");
    private static final QuietHours AT_NIGHT = new QuietHours(LocalTime.of(22, 0), LocalTime.of(7, 0));
    private static final int RATE = 3;

    private static final CategoryPolicy ORDERS = category("orders", Set.of(IN_APP, PUSH), false, true, RateBound.NONE);
    private static final CategoryPolicy SECURITY =
            category("security", Set.of(IN_APP, EMAIL), true, true, bound(true, false));
    private static final CategoryPolicy CHAT =
            category("chat", Set.of(IN_APP, PUSH, EMAIL), false, false, bound(false, true));
    private static final CategoryPolicy OTHERS = category("default", Set.of(IN_APP), false, true, bound(false, false));
    private static final List<CategoryPolicy> ALL = List.of(ORDERS, SECURITY, CHAT, OTHERS);

    private final DecisionPolicy policy = policy(EnumSet.allOf(DeliveryChannel.class));

    @Test
    void alertsWhereTheCategorySaysWhenTheUserHasChosenNothing() {
        Decision decision = policy.decide(of("orders"), Preferences.NONE, NOON);

        assertThat(decision.on(IN_APP)).isEqualTo(new Verdict(Outcome.ALERT, List.of(Reason.ON_BY_DEFAULT)));
        assertThat(decision.on(PUSH)).isEqualTo(new Verdict(Outcome.ALERT, List.of(Reason.ON_BY_DEFAULT)));
        assertThat(decision.on(EMAIL)).isEqualTo(new Verdict(Outcome.SUPPRESS, List.of(Reason.OFF_BY_DEFAULT)));
        assertThat(decision.policy()).isEqualTo("orders");
    }

    @Test
    void followsTheUsersChoicePerChannelExceptWhereTheCategoryIsRequired() {
        var chosen = preferences(
                null,
                DigestChoice.OFF,
                Map.of(
                        "orders", Map.of(PUSH, false, EMAIL, true),
                        "security", Map.of(IN_APP, false, EMAIL, false, PUSH, true)));

        Decision orders = policy.decide(of("orders"), chosen, NOON);
        Decision security = policy.decide(of("security"), chosen, NOON);

        assertThat(orders.on(PUSH)).isEqualTo(new Verdict(Outcome.SUPPRESS, List.of(Reason.SWITCHED_OFF)));
        assertThat(orders.on(EMAIL)).isEqualTo(new Verdict(Outcome.ALERT, List.of(Reason.SWITCHED_ON)));
        assertThat(security.on(IN_APP)).isEqualTo(new Verdict(Outcome.ALERT, List.of(Reason.REQUIRED)));
        assertThat(security.on(EMAIL)).isEqualTo(new Verdict(Outcome.ALERT, List.of(Reason.REQUIRED)));
        assertThat(security.on(PUSH)).isEqualTo(new Verdict(Outcome.ALERT, List.of(Reason.SWITCHED_ON)));
    }

    @Test
    void treatsUnknownCategoriesAsTheDefaultAndSaysSo() {
        var chosen = preferences(null, DigestChoice.OFF, Map.of("default", Map.of(IN_APP, false, EMAIL, true)));

        Decision unknown = policy.decide(of("weather"), chosen, NOON);
        Decision none = policy.decide(of(null), chosen, NOON);

        assertThat(unknown.on(EMAIL).reasons()).containsExactly(Reason.UNKNOWN_CATEGORY, Reason.SWITCHED_ON);
        assertThat(unknown.outcome(IN_APP)).isEqualTo(Outcome.SUPPRESS);
        assertThat(unknown.policy()).isEqualTo("default");
        assertThat(none).isEqualTo(unknown);
    }

    /** Nobody can acknowledge what no screen was shown, so that push would always follow. */
    @Test
    void pushesOnlyWhatIsShownOnScreens() {
        var chosen = preferences(null, DigestChoice.OFF, Map.of("default", Map.of(IN_APP, false, PUSH, true)));

        Decision decision = policy.decide(of(null), chosen, NOON);

        assertThat(decision.outcome(PUSH)).isEqualTo(Outcome.SUPPRESS);
        assertThat(decision.on(PUSH).reasons()).endsWith(Reason.SWITCHED_ON, Reason.NOT_ON_SCREENS);
    }

    @Test
    void disturbsNobodyInQuietHoursButKeepsItInTheInbox() {
        Decision decision = policy.decide(of("chat"), preferences(AT_NIGHT, DigestChoice.OFF, Map.of()), NIGHT);

        assertThat(decision.on(IN_APP).outcome()).isEqualTo(Outcome.INBOX);
        assertThat(decision.on(IN_APP).reasons()).containsExactly(Reason.ON_BY_DEFAULT, Reason.QUIET_HOURS);
        assertThat(decision.outcome(PUSH)).isEqualTo(Outcome.SUPPRESS);
        assertThat(decision.outcome(EMAIL)).isEqualTo(Outcome.ALERT);
    }

    @Test
    void letsCriticalPassQuietHoursAndHighOnlyWhereTheCategorySaysSo() {
        var quiet = preferences(AT_NIGHT, DigestChoice.OFF, Map.of());

        assertThat(policy.decide(of("chat", Importance.CRITICAL), quiet, NIGHT).outcome(PUSH))
                .isEqualTo(Outcome.ALERT);
        assertThat(policy.decide(of("orders", Importance.HIGH), quiet, NIGHT).on(PUSH))
                .isEqualTo(new Verdict(Outcome.ALERT, List.of(Reason.ON_BY_DEFAULT, Reason.HIGH_PASSES)));
        assertThat(policy.decide(of("chat", Importance.HIGH), quiet, NIGHT).outcome(PUSH))
                .isEqualTo(Outcome.SUPPRESS);
    }

    @Test
    void asksTheUsersZoneAboutQuietHours() {
        var tokyo = new Preferences(ZoneId.of("Asia/Tokyo"), AT_NIGHT, DigestPreferences.NONE, Map.of());

        assertThat(policy.decide(of("orders"), tokyo, NIGHT).outcome(IN_APP)) // 08:00 there
                .isEqualTo(Outcome.ALERT);
        assertThat(policy.decide(of("orders"), tokyo, Instant.parse("2026-01-10T13:00:00Z"))
                        .outcome(IN_APP)) // 22:00 there
                .isEqualTo(Outcome.INBOX);
    }

    @Test
    void keepsWhatComesTooOftenInTheInboxWhereItDisturbsNobody() {
        Decision last = policy.decide(of("default", RATE - 1), Preferences.NONE, NOON);
        Decision tooOften = policy.decide(of("default", RATE), Preferences.NONE, NOON);

        assertThat(last.outcome(IN_APP)).isEqualTo(Outcome.ALERT);
        assertThat(tooOften.on(IN_APP))
                .isEqualTo(new Verdict(Outcome.INBOX, List.of(Reason.ON_BY_DEFAULT, Reason.RATE_EXCEEDED)));
        assertThat(policy.decide(of("security", RATE), Preferences.NONE, NOON).on(EMAIL))
                .isEqualTo(new Verdict(Outcome.SUPPRESS, List.of(Reason.REQUIRED, Reason.RATE_EXCEEDED)));
        assertThat(policy.decide(of("orders", 1_000), Preferences.NONE, NOON).outcome(IN_APP))
                .isEqualTo(Outcome.ALERT);
    }

    @Test
    void summarisesWhatComesTooOftenWhereTheCategorySaysSo() {
        Decision tooOften = policy.decide(of("chat", RATE), Preferences.NONE, NOON);

        assertThat(tooOften.on(IN_APP))
                .isEqualTo(new Verdict(Outcome.DIGEST, List.of(Reason.ON_BY_DEFAULT, Reason.RATE_EXCEEDED)));
        assertThat(tooOften.digestAt()).isEqualTo("2026-01-10T12:15:00Z");
        assertThat(policy.decide(of("chat", RATE - 1), Preferences.NONE, NOON).digestAt())
                .isNull();
    }

    @Test
    void letsCriticalPassARateAndHighOnlyWhereTheCategorySaysSo() {
        assertThat(policy.decide(of("chat", Importance.CRITICAL, null, RATE), Preferences.NONE, NOON)
                        .outcome(IN_APP))
                .isEqualTo(Outcome.ALERT);
        assertThat(policy.decide(of("security", Importance.HIGH, null, RATE), Preferences.NONE, NOON)
                        .outcome(IN_APP))
                .isEqualTo(Outcome.ALERT);
        assertThat(policy.decide(of("default", Importance.HIGH, null, RATE), Preferences.NONE, NOON)
                        .on(IN_APP)
                        .reasons())
                .containsExactly(Reason.ON_BY_DEFAULT, Reason.HIGH_PASSES, Reason.RATE_EXCEEDED);
    }

    /** What disturbs nobody anyway does not come too often. */
    @Test
    void boundsOnlyWhatWouldAlert() {
        assertThat(policy.decide(of("chat", Importance.LOW, null, RATE), Preferences.NONE, NOON)
                        .on(IN_APP))
                .isEqualTo(new Verdict(Outcome.INBOX, List.of(Reason.ON_BY_DEFAULT, Reason.LOW_PRIORITY)));
    }

    @Test
    void summarisesWhatTheCategorySaysUnlessTheUserHasChosenOtherwise() {
        var news = new CategoryPolicy(
                "news", "News", Set.of(IN_APP), false, true, RateBound.NONE, DigestChoice.DAILY, Duration.ZERO);
        var withNews = new DecisionPolicy(
                new Categories(List.of(news), OTHERS),
                new DigestCalendar(LocalTime.of(8, 0), Duration.ofMinutes(15)),
                EnumSet.allOf(DeliveryChannel.class));
        var oneByOne = new Preferences(
                ZoneOffset.UTC,
                null,
                new DigestPreferences(DigestChoice.HOURLY, null, Map.of("news", DigestChoice.OFF)),
                Map.of());

        Decision daily = withNews.decide(of("news"), Preferences.NONE, NOON);

        assertThat(daily.on(IN_APP))
                .isEqualTo(new Verdict(Outcome.DIGEST, List.of(Reason.ON_BY_DEFAULT, Reason.DIGEST_CHOSEN)));
        assertThat(daily.digestAt()).isEqualTo("2026-01-11T08:00:00Z");
        assertThat(withNews.decide(of("news"), oneByOne, NOON).outcome(IN_APP)).isEqualTo(Outcome.ALERT);
        assertThat(withNews.decide(of("default"), oneByOne, NOON).digestAt()).isEqualTo("2026-01-10T13:00:00Z");
    }

    @Test
    void doesNotHoldADigestAgainButLetsItSleepThroughQuietHours() {
        var daily = preferences(AT_NIGHT, DigestChoice.DAILY, Map.of());
        var digest = new Candidate("chat", Importance.NORMAL, null, RATE, true);

        assertThat(policy.decide(digest, daily, NOON).on(IN_APP))
                .isEqualTo(new Verdict(Outcome.ALERT, List.of(Reason.ON_BY_DEFAULT, Reason.IS_DIGEST)));
        assertThat(policy.decide(digest, daily, NIGHT).outcome(IN_APP)).isEqualTo(Outcome.INBOX);
    }

    @Test
    void leavesOutChannelsThatTheInstallationDoesNotUse() {
        Decision decision = policy(Set.of(IN_APP)).decide(of("chat", Importance.CRITICAL), Preferences.NONE, NOON);

        assertThat(decision.on(PUSH)).isEqualTo(new Verdict(Outcome.SUPPRESS, List.of(Reason.NOT_CONFIGURED)));
        assertThat(decision.outcome(IN_APP)).isEqualTo(Outcome.ALERT);
    }

    /** Every combination against a table written the other way round: not by the order of the checks, but by outcome. */
    @Test
    void agreesWithTheTableInEveryCombination() {
        int cases = 0;
        for (CategoryPolicy category : ALL) {
            for (Importance importance : Importance.values()) {
                for (DeliveryChannel channel : DeliveryChannel.values()) {
                    for (Boolean choice : new Boolean[] {null, true, false}) {
                        for (DigestChoice digest : DigestChoice.values()) {
                            for (boolean quiet : new boolean[] {true, false}) {
                                for (int rate : new int[] {0, RATE}) {
                                    for (Instant expiresAt : new Instant[] {null, NIGHT, NIGHT.plusNanos(1)}) {
                                        for (boolean isDigest : new boolean[] {true, false}) {
                                            var candidate = new Candidate(
                                                    category.name(), importance, expiresAt, rate, isDigest);
                                            check(category, candidate, channel, choice, digest, quiet);
                                            cases++;
                                        }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
        assertThat(cases).isEqualTo(4 * 4 * 3 * 3 * 3 * 2 * 2 * 3 * 2);
    }

    private void check(
            CategoryPolicy category,
            Candidate candidate,
            DeliveryChannel channel,
            @Nullable Boolean choice,
            DigestChoice digest,
            boolean quiet) {
        Map<String, Map<DeliveryChannel, Boolean>> choices =
                choice == null ? Map.of() : Map.of(category.name(), Map.of(channel, choice));
        var preferences = preferences(quiet ? AT_NIGHT : null, digest, choices);

        Decision decision = policy.decide(candidate, preferences, NIGHT);

        assertThat(decision.outcome(channel))
                .as("%s %s %s %s", category, candidate, channel, preferences)
                .isEqualTo(expected(category, candidate, channel, choice, digest, quiet));
        assertThat(decision.digestAt() == null || decision.digestAt().isAfter(NIGHT))
                .isTrue();
    }

    private static Outcome expected(
            CategoryPolicy category,
            Candidate candidate,
            DeliveryChannel channel,
            @Nullable Boolean choice,
            DigestChoice digest,
            boolean quiet) {
        boolean byDefault = category.channels().contains(channel);
        boolean wanted = choice == null ? byDefault : choice || (category.required() && byDefault);
        boolean useful = candidate.expiresAt() == null || candidate.expiresAt().isAfter(NIGHT);
        Importance importance = candidate.importance();
        boolean critical = importance == Importance.CRITICAL;
        boolean passes = importance == Importance.HIGH && category.highPasses();
        boolean rateLetsPass = importance == Importance.HIGH && category.bound().highPasses();
        boolean limited = candidate.alerts() >= category.bound().rate().max() && !rateLetsPass;
        boolean holdable = !critical && !candidate.digest();
        boolean chosen = holdable && digest != DigestChoice.OFF && !passes;
        boolean undisturbing = channel != EMAIL && !critical && !passes && (quiet || importance == Importance.LOW);
        boolean bounded = holdable && limited && !undisturbing;
        if (!useful || !wanted) {
            return Outcome.SUPPRESS;
        }
        if (chosen || (bounded && category.bound().summarises())) {
            return Outcome.DIGEST;
        }
        if (undisturbing || bounded) {
            return channel == IN_APP ? Outcome.INBOX : Outcome.SUPPRESS;
        }
        return Outcome.ALERT;
    }

    private static DecisionPolicy policy(Set<DeliveryChannel> configured) {
        return new DecisionPolicy(
                new Categories(List.of(ORDERS, SECURITY, CHAT), OTHERS),
                new DigestCalendar(LocalTime.of(8, 0), Duration.ofMinutes(15)),
                configured);
    }

    private static CategoryPolicy category(
            String name, Set<DeliveryChannel> channels, boolean required, boolean highPasses, RateBound bound) {
        return new CategoryPolicy(
                name, name, channels, required, highPasses, bound, DigestChoice.OFF, Duration.ofSeconds(20));
    }

    private static RateBound bound(boolean highPasses, boolean summarises) {
        return new RateBound(new AlertRate(RATE, Duration.ofHours(1)), highPasses, summarises);
    }

    private static Preferences preferences(
            @Nullable QuietHours quiet, DigestChoice digest, Map<String, Map<DeliveryChannel, Boolean>> choices) {
        return new Preferences(ZoneOffset.UTC, quiet, new DigestPreferences(digest, null, Map.of()), choices);
    }

    private static Candidate of(@Nullable String category) {
        return of(category, Importance.NORMAL);
    }

    private static Candidate of(String category, int alerts) {
        return of(category, Importance.NORMAL, null, alerts);
    }

    private static Candidate of(@Nullable String category, Importance importance) {
        return of(category, importance, null, 0);
    }

    private static Candidate of(
            @Nullable String category, Importance importance, @Nullable Instant expiresAt, int alerts) {
        return new Candidate(category, importance, expiresAt, alerts, false);
    }
}
