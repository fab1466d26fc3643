package io.heliograph.delivery.retention;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;

/** A table that holds one UTC day of another: {@code publication_20260131}. */
public record DayTable(Parent parent, LocalDate day) {
    private static final DateTimeFormatter SUFFIX = DateTimeFormatter.BASIC_ISO_DATE;

    /** What is partitioned by day. */
    public enum Parent {
        PUBLICATION,
        PROCESSED_EVENT;

        public String tableName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Empty when it is not the name of such a table. */
    public static Optional<DayTable> parse(String tableName) {
        for (Parent parent : Parent.values()) {
            String prefix = parent.tableName() + '_';
            if (tableName.startsWith(prefix)) {
                try {
                    return Optional.of(
                            new DayTable(parent, LocalDate.parse(tableName.substring(prefix.length()), SUFFIX)));
                } catch (DateTimeParseException e) {
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }

    public String tableName() {
        return parent.tableName() + '_' + SUFFIX.format(day);
    }

    /** The first value of its partition key, as SQL. */
    public String from() {
        return literal(day);
    }

    /** The first value that is not in it any more. */
    public String to() {
        return literal(day.plusDays(1));
    }

    private String literal(LocalDate date) {
        return switch (parent) {
            case PUBLICATION -> "'" + date.atStartOfDay(ZoneOffset.UTC).toOffsetDateTime() + "'";
            case PROCESSED_EVENT -> "'" + date + "'";
        };
    }
}
