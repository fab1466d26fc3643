package io.heliograph.cli.command;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** What an activity is about, as people write it: {@code document:plan}. */
record TypedId(String type, String id) {

    static final class Converter implements ITypeConverter<TypedId> {
        @Override
        public TypedId convert(String text) {
            int colon = text.indexOf(':');
            if (colon < 1 || colon == text.length() - 1) {
                throw new TypeConversionException("'%s' must be TYPE:ID, like document:plan".formatted(text));
            }
            return new TypedId(text.substring(0, colon), text.substring(colon + 1));
        }
    }
}
