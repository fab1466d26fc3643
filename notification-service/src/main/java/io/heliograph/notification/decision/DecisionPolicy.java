package io.heliograph.notification.decision;

import io.heliograph.notification.preferences.Categories;
import io.heliograph.notification.preferences.CategoryPolicy;
import io.heliograph.notification.preferences.DeliveryChannel;
import io.heliograph.notification.preferences.DigestChoice;
import io.heliograph.notification.preferences.Preferences;
import io.heliograph.notification.preferences.QuietHours;
import io.heliograph.notification.preferences.RateBound;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Decides where a notification goes: expiry, then whether the recipient wants it, then what is urgent, then digests, quiet hours,
 * priority and rates. The same arguments always make the same decision. Safe for concurrent use.
 */
public final class DecisionPolicy {
    private final Categories categories;
    private final DigestCalendar calendar;
    private final Set<DeliveryChannel> configured;

    /** @param configured the channels that this installation uses */
    public DecisionPolicy(Categories categories, DigestCalendar calendar, Set<DeliveryChannel> configured) {
        this.categories = categories;
        this.calendar = calendar;
        this.configured = Set.copyOf(configured);
    }

    public Decision decide(Candidate candidate, Preferences preferences, Instant now) {
        CategoryPolicy policy = categories.policy(candidate.category());
        Map<DeliveryChannel, Verdict> verdicts = new EnumMap<>(DeliveryChannel.class);
        boolean held = false;
        boolean tooOften = false;
        for (DeliveryChannel channel : EnumSet.allOf(DeliveryChannel.class)) {
            Verdict verdict = new Case(candidate, policy, preferences, channel, now).verdict();
            verdicts.put(channel, verdict);
            held |= verdict.outcome() == Outcome.DIGEST;
            tooOften |= verdict.reasons().contains(Reason.RATE_EXCEEDED);
        }
        holdBackPush(verdicts);
        return new Decision(
                policy.name(),
                verdicts,
                held ? calendar.next(digest(policy, preferences), preferences, tooOften, now) : null);
    }

    /** When the next digest of a category is, for what came too late for its own: soon. */
    Instant nextDigest(CategoryPolicy policy, Preferences preferences, Instant now) {
        return calendar.next(digest(policy, preferences), preferences, true, now);
    }

    private static DigestChoice digest(CategoryPolicy policy, Preferences preferences) {
        return preferences.digest().of(policy);
    }

    /** Push is for what no device has acknowledged, and what no device was shown cannot be acknowledged. */
    private static void holdBackPush(Map<DeliveryChannel, Verdict> verdicts) {
        Verdict push = verdicts.get(DeliveryChannel.PUSH);
        Verdict inApp = verdicts.get(DeliveryChannel.IN_APP);
        if (push != null && inApp != null && push.outcome() == Outcome.ALERT && inApp.outcome() == Outcome.SUPPRESS) {
            List<Reason> reasons = new ArrayList<>(push.reasons());
            reasons.add(Reason.NOT_ON_SCREENS);
            verdicts.put(DeliveryChannel.PUSH, new Verdict(Outcome.SUPPRESS, reasons));
        }
    }

    /** One channel's verdict in the making. */
    private final class Case {
        private final Candidate candidate;
        private final CategoryPolicy policy;
        private final Preferences preferences;
        private final DeliveryChannel channel;
        private final Instant now;
        private final List<Reason> reasons = new ArrayList<>();

        Case(
                Candidate candidate,
                CategoryPolicy policy,
                Preferences preferences,
                DeliveryChannel channel,
                Instant now) {
            this.candidate = candidate;
            this.policy = policy;
            this.preferences = preferences;
            this.channel = channel;
            this.now = now;
        }

        Verdict verdict() {
            if (isExpired()) {
                return as(Outcome.SUPPRESS, Reason.EXPIRED);
            }
            if (!configured.contains(channel)) {
                return as(Outcome.SUPPRESS, Reason.NOT_CONFIGURED);
            }
            if (!policy.name().equals(candidate.category())) {
                reasons.add(Reason.UNKNOWN_CATEGORY);
            }
            if (!isWanted()) {
                return new Verdict(Outcome.SUPPRESS, reasons);
            }
            if (candidate.importance() == Importance.CRITICAL) {
                return as(Outcome.ALERT, Reason.CRITICAL);
            }
            if (isHeldByChoice()) {
                return as(Outcome.DIGEST, Reason.DIGEST_CHOSEN);
            }
            return bounded(immediate());
        }

        private boolean isExpired() {
            Instant expiresAt = candidate.expiresAt();
            return expiresAt != null && !expiresAt.isAfter(now);
        }

        private boolean isWanted() {
            boolean onByDefault = policy.isOnByDefault(channel);
            if (policy.required() && onByDefault) {
                reasons.add(Reason.REQUIRED);
                return true;
            }
            return preferences
                    .choice(policy.name(), channel)
                    .map(on -> {
                        reasons.add(on ? Reason.SWITCHED_ON : Reason.SWITCHED_OFF);
                        return on;
                    })
                    .orElseGet(() -> {
                        reasons.add(onByDefault ? Reason.ON_BY_DEFAULT : Reason.OFF_BY_DEFAULT);
                        return onByDefault;
                    });
        }

        private boolean isHeldByChoice() {
            return !candidate.digest() && !highPasses() && digest(policy, preferences) != DigestChoice.OFF;
        }

        private Verdict bounded(Verdict immediate) {
            if (immediate.outcome() != Outcome.ALERT || candidate.digest() || !isTooOften()) {
                return immediate;
            }
            return policy.bound().summarises()
                    ? as(Outcome.DIGEST, Reason.RATE_EXCEEDED)
                    : undisturbing(Reason.RATE_EXCEEDED);
        }

        /** High priority is no way around a rate unless configured: whoever sends too much may call all of it high. */
        private boolean isTooOften() {
            RateBound bound = policy.bound();
            boolean passes = bound.highPasses() && candidate.importance() == Importance.HIGH;
            return !passes && candidate.alerts() >= bound.rate().max();
        }

        private Verdict immediate() {
            if (candidate.digest()) {
                reasons.add(Reason.IS_DIGEST);
            }
            if (channel == DeliveryChannel.EMAIL) {
                return new Verdict(Outcome.ALERT, reasons); // nobody is woken by e-mail
            }
            if (highPasses()) {
                return as(Outcome.ALERT, Reason.HIGH_PASSES);
            }
            if (isQuiet()) {
                return undisturbing(Reason.QUIET_HOURS);
            }
            if (candidate.importance() == Importance.LOW) {
                return undisturbing(Reason.LOW_PRIORITY);
            }
            return new Verdict(Outcome.ALERT, reasons);
        }

        private boolean highPasses() {
            return candidate.importance() == Importance.HIGH && policy.highPasses();
        }

        private boolean isQuiet() {
            QuietHours quiet = preferences.quietHours();
            return quiet != null && quiet.endAfter(now, preferences.zone()).isPresent();
        }

        private Verdict undisturbing(Reason reason) {
            return as(channel == DeliveryChannel.IN_APP ? Outcome.INBOX : Outcome.SUPPRESS, reason);
        }

        private Verdict as(Outcome outcome, Reason reason) {
            reasons.add(reason);
            return new Verdict(outcome, reasons);
        }
    }
}
