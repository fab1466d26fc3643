package io.heliograph.document.membership;

import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.json.PlainText;
import io.heliograph.document.access.Access;
import io.heliograph.document.editing.Attendance;
import io.heliograph.document.editing.Editor;
import io.heliograph.document.membership.MembershipEvent.Change;
import io.heliograph.document.name.DocumentName;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Who is in which document here, and what of it others were not told yet. Only the newest of a connection waits, and nothing of one that came and went meanwhile: so what waits is
 * bounded by the connections, however long nobody can be told, and nothing has to be dropped. Never blocks; safe for concurrent use.
 */
public final class Members implements Attendance {
    /** So that {@code member:<user>} is a key of a channel's state. */
    private static final int MAX_USER_LENGTH = 255 - "member:".length();

    private final DocumentChannels channels;
    private final InstantSource clock;
    private final Supplier<String> connectionIds;
    private final Map<Editor, Member> present = new HashMap<>();
    private final Set<Member> untold = new LinkedHashSet<>();
    private long number;
    private boolean ended;

    /** One connection; equal to itself alone. Confined to the lock of all. */
    private static final class Member {
        final ChannelName channel;
        final String user;
        final String connection;
        Access access;
        Change change = Change.ENTERED;
        Instant at;
        boolean known;

        Member(ChannelName channel, String user, String connection, Access access, Instant at) {
            this.channel = channel;
            this.user = user;
            this.connection = connection;
            this.access = access;
            this.at = at;
        }
    }

    /** @param connectionIds draws what the others know a connection by: up to 64 characters, never the same again */
    public Members(DocumentChannels channels, InstantSource clock, Supplier<String> connectionIds) {
        this.channels = channels;
        this.clock = clock;
        this.connectionIds = connectionIds;
    }

    @Override
    public synchronized void entered(DocumentName document, Editor editor) {
        Member member = present.get(editor);
        if (member != null) {
            updated(member, editor.access());
        } else if (!ended && PlainText.isValid(editor.user(), MAX_USER_LENGTH)) {
            channels.of(document).ifPresent(channel -> add(channel, editor));
        }
    }

    private void add(ChannelName channel, Editor editor) {
        Member member = new Member(channel, editor.user(), connectionIds.get(), editor.access(), clock.instant());
        present.put(editor, member);
        untold.add(member);
    }

    private void updated(Member member, Access access) {
        if (member.access == access) {
            return;
        }
        member.access = access;
        if (member.known) {
            member.change = Change.UPDATED;
            member.at = clock.instant();
        }
        untold.add(member);
    }

    @Override
    public synchronized void left(Editor editor) {
        Member member = present.remove(editor);
        if (member == null) {
            return;
        }
        if (member.known) {
            member.change = Change.LEFT;
            member.at = clock.instant();
            untold.add(member);
        } else {
            untold.remove(member);
        }
    }

    /** Tells of all again: others may have taken them for gone. */
    public synchronized void announceAll() {
        present.values().forEach(member -> member.change = Change.ENTERED);
        untold.addAll(present.values());
    }

    /** Everybody leaves, and nobody enters any more: this process ends. */
    public synchronized void end() {
        ended = true;
        List.copyOf(present.keySet()).forEach(this::left);
    }

    /** The oldest of what was not told yet. From now on it counts as told: it has to be, and before what is taken next. */
    synchronized List<MembershipEvent> take(int max) {
        List<MembershipEvent> taken = new ArrayList<>();
        for (Iterator<Member> next = untold.iterator(); next.hasNext() && taken.size() < max; ) {
            Member member = next.next();
            next.remove();
            member.known = true;
            number++;
            taken.add(new MembershipEvent(
                    member.change, member.channel, member.user, member.connection, member.access, member.at, number));
        }
        return taken;
    }

    /** How many connections others were not told of yet as they are now. */
    synchronized int waiting() {
        return untold.size();
    }
}
