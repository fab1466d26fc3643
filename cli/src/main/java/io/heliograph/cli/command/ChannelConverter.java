package io.heliograph.cli.command;

import io.heliograph.contracts.channel.ChannelName;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The name of a channel. */
final class ChannelConverter implements ITypeConverter<ChannelName> {
    @Override
    public ChannelName convert(String text) {
        try {
            return new ChannelName(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
