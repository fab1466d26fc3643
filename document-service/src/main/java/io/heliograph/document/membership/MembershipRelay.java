package io.heliograph.document.membership;

import java.util.List;
import java.util.function.Consumer;

/** Tells of members in order: what could not be told is told again before anything else. */
public final class MembershipRelay {
    /** In one go. */
    static final int MAX_BATCH = 500;

    private final Members members;
    private final Consumer<List<MembershipEvent>> receiver;
    private volatile List<MembershipEvent> taken = List.of();

    /** @param receiver returns when all are told; when it throws they are told again, all of them */
    public MembershipRelay(Members members, Consumer<List<MembershipEvent>> receiver) {
        this.members = members;
        this.receiver = receiver;
    }

    /** Blocks until nothing waits; what the receiver throws ends it, and the next round goes on. Confined to one thread at a time. */
    public void round() {
        while (true) {
            if (taken.isEmpty()) {
                taken = members.take(MAX_BATCH);
            }
            if (taken.isEmpty()) {
                return;
            }
            receiver.accept(taken);
            taken = List.of();
        }
    }

    /** How many events wait, with those that are being told. Safe for concurrent use. */
    public int waiting() {
        return members.waiting() + taken.size();
    }
}
