package io.heliograph.delivery.append.postgres;

import io.heliograph.contracts.event.PublicationEvent;
import io.heliograph.delivery.append.Batch;
import io.heliograph.delivery.append.IncomingPublication;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** The arguments of {@code append_batch}: a column of the batch each, as an array. */
final class BatchArguments {
    private BatchArguments() {}

    static Tuple of(Batch batch, String owner) {
        return Tuple.tuple()
                .addString(batch.partition().topic())
                .addInteger(batch.partition().partition())
                .addString(owner)
                .addLong(batch.expectedOffset())
                .addLong(batch.nextOffset())
                .addArrayOfString(events(batch, event -> event.channel().value(), String[]::new))
                .addArrayOfString(events(batch, PublicationEvent::deduplicationKey, String[]::new))
                .addArrayOfString(events(batch, PublicationEvent::source, String[]::new))
                .addArrayOfString(events(batch, PublicationEvent::id, String[]::new))
                .addArrayOfString(events(batch, PublicationEvent::type, String[]::new))
                .addArrayOfOffsetDateTime(events(batch, event -> utc(event.time()), OffsetDateTime[]::new))
                .addArrayOfShort(events(batch, event -> finerThanMicros(event.time()), Short[]::new))
                .addArrayOfShort(events(batch, event -> (short) event.priority().number(), Short[]::new))
                .addArrayOfString(events(batch, PublicationEvent::collapseKey, String[]::new))
                .addArrayOfOffsetDateTime(events(batch, event -> utcOrNull(event.expiresAt()), OffsetDateTime[]::new))
                .addArrayOfLong(
                        column(batch, publication -> publication.original().offset(), Long[]::new))
                .addArrayOfString(events(batch, PublicationEvent::traceparent, String[]::new))
                .addArrayOfBuffer(
                        events(batch, event -> Buffer.buffer(event.data().array()), Buffer[]::new));
    }

    private static <T> T[] events(
            Batch batch, Function<PublicationEvent, @Nullable T> value, IntFunction<T[]> newArray) {
        return column(batch, publication -> value.apply(publication.event()), newArray);
    }

    private static <T> T[] column(
            Batch batch, Function<IncomingPublication, @Nullable T> value, IntFunction<T[]> newArray) {
        return batch.publications().stream().map(value).toArray(newArray);
    }

    /** The database keeps microseconds; {@link #finerThanMicros} goes into a column of its own, so that a time is read as it was written. */
    private static OffsetDateTime utc(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }

    private static @Nullable OffsetDateTime utcOrNull(@Nullable Instant instant) {
        return instant == null ? null : utc(instant);
    }

    private static short finerThanMicros(Instant instant) {
        return (short) (instant.get(ChronoField.NANO_OF_SECOND) % 1_000);
    }
}
