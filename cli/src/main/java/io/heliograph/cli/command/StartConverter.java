package io.heliograph.cli.command;

import io.heliograph.contracts.channel.Position;
import io.heliograph.contracts.protocol.ClientFrame.Start;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Where a subscription starts: {@code beginning}, or after a position. */
final class StartConverter implements ITypeConverter<Start> {
    @Override
    public Start convert(String text) {
        if (text.equals("beginning")) {
            return Start.BEGINNING;
        }
        try {
            return new Start.After(Position.parse(text));
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(
                    "a position is 'beginning', 0 or like e7.18, and not '%s'".formatted(text));
        }
    }
}
