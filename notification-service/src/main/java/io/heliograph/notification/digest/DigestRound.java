package io.heliograph.notification.digest;

import io.heliograph.contracts.event.PublicationEvent;
import io.heliograph.notification.inbox.InboxEntry;
import io.heliograph.notification.inbox.Notification;
import io.heliograph.notification.inbox.NotificationId;
import io.heliograph.notification.inbox.ScreenForm;
import io.heliograph.notification.publishing.InboxPublications;
import io.heliograph.notification.round.Concurrently;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Makes the digests that are due. Keeping a digest and letting go of what it summarises is one step, so that nothing is summarised twice; telling of it follows
 * and is repeated after a crash, from what is kept. Confined to one thread.
 */
public final class DigestRound {
    static final int MAX_DIGESTS = 32;

    private final Ports ports;
    private final DigestWriter writer;
    private final InstantSource clock;

    /** @param publisher returns when Kafka has the publications */
    public record Ports(
            DigestQueue queue,
            DigestInbox inbox,
            DigestDecisions decisions,
            Consumer<List<PublicationEvent>> publisher,
            DigestObserver observer) {}

    public DigestRound(Ports ports, DigestWriter writer, InstantSource clock) {
        this.ports = ports;
        this.writer = writer;
        this.clock = clock;
    }

    /**
     * Blocks until each of its digests is made or has failed.
     *
     * @return whether there may be more
     * @throws IllegalStateException with the first failure as its cause, when all are done
     */
    public boolean run() {
        List<DigestDue> taken = ports.queue().take(MAX_DIGESTS);
        Concurrently.forEach(taken, this::make);
        return taken.size() == MAX_DIGESTS;
    }

    private void make(DigestDue due) {
        try {
            Instant now = clock.instant();
            List<NotificationId> leftOut = keep(due, now);
            Optional<ScreenForm> form = ports.inbox().form(due);
            form.ifPresent(kept -> tell(DigestWriter.notification(due, kept), now));
            ports.queue().finish(due, leftOut, ports.decisions().nextDigest(due, now));
            if (form.isPresent()) {
                ports.observer().made();
            } else {
                ports.observer().empty();
            }
        } catch (RuntimeException e) {
            ports.observer().failed();
            throw e;
        }
    }

    /** @return what is held and not worth a digest */
    private List<NotificationId> keep(DigestDue due, Instant now) {
        if (ports.inbox().form(due).isPresent()) {
            return List.of();
        }
        DigestContent content = ports.queue().content(due);
        if (content.count() == 0) {
            return content.held();
        }
        Notification digest = DigestWriter.notification(due, writer.form(due, content));
        ports.inbox().store(digest, ports.decisions().decideDigest(digest, now), content.held());
        return List.of();
    }

    private void tell(Notification digest, Instant now) {
        InboxEntry entry = ports.decisions().decideDigest(digest, now);
        ports.publisher()
                .accept(InboxPublications.added(List.of(digest), ports.inbox().shown(entry)));
    }
}
