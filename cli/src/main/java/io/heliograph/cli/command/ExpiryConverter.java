package io.heliograph.cli.command;

import java.time.DateTimeException;
import java.time.Instant;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A point in time, or a duration from now. */
final class ExpiryConverter implements ITypeConverter<Instant> {
    @Override
    public Instant convert(String text) {
        try {
            return text.contains("T") ? Instant.parse(text) : Instant.now().plus(new DurationConverter().convert(text));
        } catch (DateTimeException e) {
            throw new TypeConversionException(
                    "a time is written like 2026-01-01T12:00:00Z, and not '%s'".formatted(text));
        }
    }
}
