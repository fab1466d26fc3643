package io.heliograph.delivery.catchup.postgres;

import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.channel.Position;
import io.heliograph.contracts.store.CatchUp;
import io.heliograph.delivery.catchup.ChannelSlice;
import io.heliograph.delivery.catchup.Question;
import io.heliograph.delivery.catchup.Start;
import io.heliograph.delivery.dependency.postgres.Statements;
import io.heliograph.delivery.retention.RetentionPolicy;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Answers any number of questions with one query, and one more before it when some depend on acknowledgements. Read from the primary: what a replica has not seen yet would be taken for never
 * stored. Safe for concurrent use; blocks.
 */
public final class CatchUpReader {
    /** For all channels of a request together. What the bounds cut is asked for again by the next page. */
    private static final int MAX_ROWS = 20_000;

    private static final long MAX_BODY_BYTES = 8L * 1024 * 1024;

    /**
     * A question's place is moved to where something is kept: not beyond the head, not before what retention left, and to the latter when it is of another epoch; {@link
     * io.heliograph.delivery.catchup.Resumption} says why. A row for every offset is there by density, so a page is a range; the condition on the head lets channels with nothing new read no row. The search for the
     * oldest row is for those alone whose next row is gone. A publication with a collapse key is superseded when a newer one of it is there, on this page or after it: a look into an index
     * of such rows alone, and not into the days before.
     */
    private static final String CATCH_UP = """
            SELECT idx, epoch, head, trimmed, channel_offset, source, id, type, event_time, event_time_nanos, at, priority, expires_at, collapse_key, traceparent,
                CASE WHEN bytes_so_far <= $6 THEN body END AS body,
                CASE WHEN collapse_key IS NULL THEN false ELSE EXISTS (
                    SELECT FROM delivery.publication newer
                    WHERE newer.channel = page.channel AND newer.collapse_key = page.collapse_key AND newer.channel_offset > page.channel_offset
                        AND newer.channel_offset <= page.head AND newer.at >= page.at) END AS superseded
            FROM (
                SELECT q.idx, q.channel, c.epoch, c.head, f.trimmed, p.*,
                    sum(octet_length(p.body)) OVER (ORDER BY q.idx, p.channel_offset ROWS UNBOUNDED PRECEDING) AS bytes_so_far
                FROM unnest($1::text[], $2::bigint[], $3::bigint[], $4::bigint[]) WITH ORDINALITY AS q(channel, epoch, after, kept_seconds, idx)
                JOIN delivery.channel c ON c.channel = q.channel
                CROSS JOIN LATERAL (
                    SELECT least(c.head, CASE WHEN q.epoch IS NULL OR q.epoch = c.epoch THEN q.after ELSE 0 END) AS after,
                        now() - make_interval(secs => q.kept_seconds) AS kept_since) w
                LEFT JOIN LATERAL (
                    SELECT true AS is_kept FROM delivery.publication n
                    WHERE w.after < c.head AND n.channel = q.channel AND n.channel_offset = w.after + 1 AND n.at > w.kept_since
                    LIMIT 1) n ON true
                LEFT JOIN LATERAL (
                    SELECT o.channel_offset - 1 AS trimmed FROM delivery.publication o
                    WHERE w.after < c.head AND n.is_kept IS NULL AND o.channel = q.channel AND o.at > w.kept_since
                    ORDER BY o.channel_offset LIMIT 1) o ON true
                CROSS JOIN LATERAL (
                    SELECT CASE WHEN n.is_kept THEN w.after ELSE greatest(w.after, coalesce(o.trimmed, c.head)) END AS after,
                        CASE WHEN n.is_kept THEN w.after ELSE coalesce(o.trimmed, c.head) END AS trimmed) f
                LEFT JOIN LATERAL (
                    SELECT p.channel_offset, p.source, p.id, p.type, p.event_time, p.event_time_nanos, p.at, p.priority, p.expires_at, p.collapse_key, p.traceparent, p.body
                    FROM delivery.publication p
                    WHERE f.after < c.head AND p.channel = q.channel AND p.channel_offset > f.after AND p.channel_offset <= f.after + $5 AND p.at > w.kept_since
                    ORDER BY p.channel_offset LIMIT $5) p ON true) page
            ORDER BY idx, channel_offset
            """;

    private static final String ACKNOWLEDGED = """
            SELECT q.idx, c.epoch, coalesce(own.acknowledged, furthest.acknowledged) AS acknowledged
            FROM unnest($1::text[], $2::text[], $3::text[]) WITH ORDINALITY AS q(channel, user_id, device, idx)
            JOIN delivery.channel c ON c.channel = q.channel
            LEFT JOIN delivery.device_position own
                ON own.user_id = q.user_id AND own.device = q.device AND own.channel = q.channel AND own.epoch = c.epoch
            LEFT JOIN LATERAL (
                SELECT max(d.acknowledged) AS acknowledged FROM delivery.device_position d
                WHERE d.user_id = q.user_id AND d.channel = q.channel AND d.epoch = c.epoch) furthest ON true
            """;

    private static final String HEADS =
            "SELECT channel, epoch, head FROM delivery.channel WHERE channel = ANY($1::text[])";

    private final Statements statements;
    private final RetentionPolicy retention;
    private final InstantSource clock;

    public CatchUpReader(Statements statements, RetentionPolicy retention, InstantSource clock) {
        this.statements = statements;
        this.retention = retention;
        this.clock = clock;
    }

    /** One answer per question, in their order. @throws io.heliograph.delivery.dependency.DependencyException when the database does not answer */
    public List<CatchUp> answer(List<Question> questions, int limit) {
        List<Start> starts = starts(questions);
        int perChannel = Math.min(limit, Math.max(1, MAX_ROWS / Math.max(1, questions.size())));
        List<SliceReader> slices = slices(questions, starts, perChannel);
        List<CatchUp> answers = new ArrayList<>();
        for (int i = 0; i < questions.size(); i++) {
            ChannelSlice slice = slices.get(i).slice();
            answers.add(slice.answer(questions.get(i).channel(), starts.get(i), perChannel, clock.instant()));
        }
        return answers;
    }

    /** The heads of those channels that have a row. */
    public Map<ChannelName, Position> heads(List<ChannelName> channels) {
        String[] names = channels.stream().map(ChannelName::value).toArray(String[]::new);
        Map<ChannelName, Position> heads = new LinkedHashMap<>();
        for (Row row : statements.execute(HEADS, Tuple.of(names))) {
            heads.put(new ChannelName(row.getString(0)), new Position(row.getLong(1), row.getLong(2)));
        }
        return heads;
    }

    private List<SliceReader> slices(List<Question> questions, List<Start> starts, int limit) {
        List<SliceReader> slices = new ArrayList<>();
        questions.forEach(question -> slices.add(new SliceReader(question.channel())));
        Tuple arguments = Tuple.tuple()
                .addArrayOfString(names(questions))
                .addArrayOfLong(starts.stream().map(CatchUpReader::epoch).toArray(Long[]::new))
                .addArrayOfLong(starts.stream().map(CatchUpReader::after).toArray(Long[]::new))
                .addArrayOfLong(questions.stream()
                        .map(question -> retention.kept(question.channel()).toSeconds())
                        .toArray(Long[]::new))
                .addInteger(limit)
                .addLong(MAX_BODY_BYTES);
        for (Row row : statements.execute(CATCH_UP, arguments)) {
            slices.get((int) (row.getLong("idx") - 1)).add(row);
        }
        return slices;
    }

    private List<Start> starts(List<Question> questions) {
        List<Start> starts = new ArrayList<>();
        List<Question.FromAcknowledgement> open = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        for (Question question : questions) {
            switch (question) {
                case Question.From(var _, Start start) -> starts.add(start);
                case Question.FromAcknowledgement acknowledgement -> {
                    places.add(starts.size());
                    open.add(acknowledgement);
                    starts.add(new Start.Beginning());
                }
            }
        }
        if (!open.isEmpty()) {
            acknowledged(open).forEach((place, position) -> starts.set(places.get(place), Start.after(position)));
        }
        return starts;
    }

    /** What is acknowledged in the present epoch, by the place of the question. */
    private Map<Integer, Position> acknowledged(List<Question.FromAcknowledgement> questions) {
        Tuple arguments = Tuple.tuple()
                .addArrayOfString(names(questions))
                .addArrayOfString(questions.stream()
                        .map(Question.FromAcknowledgement::user)
                        .toArray(String[]::new))
                .addArrayOfString(questions.stream()
                        .map(Question.FromAcknowledgement::device)
                        .toArray(String[]::new));
        Map<Integer, Position> positions = new LinkedHashMap<>();
        for (Row row : statements.execute(ACKNOWLEDGED, arguments)) {
            Long acknowledged = row.getLong("acknowledged");
            if (acknowledged != null) {
                positions.put((int) (row.getLong("idx") - 1), new Position(row.getLong("epoch"), acknowledged));
            }
        }
        return positions;
    }

    private static String[] names(List<? extends Question> questions) {
        return questions.stream().map(question -> question.channel().value()).toArray(String[]::new);
    }

    private static @Nullable Long epoch(Start start) {
        return start instanceof Start.After(Position position) ? (Long) position.epoch() : null;
    }

    private static long after(Start start) {
        return switch (start) {
            case Start.Head _ -> Long.MAX_VALUE;
            case Start.Beginning _ -> 0;
            case Start.After(Position position) -> position.offset();
        };
    }
}
