package io.heliograph.notification.decision;

import java.util.List;

/** What is done on one channel, and why: the reasons in the order in which they were found. */
public record Verdict(Outcome outcome, List<Reason> reasons) {
    public Verdict {
        reasons = List.copyOf(reasons);
    }
}
