package io.heliograph.contracts.channel;

/**
 * A place in a channel, and which life of the channel: {@code <epoch>.<offset>}, docs/protocol.md §1. The epoch is opaque to clients; here it is a number written
 * in base 36.
 *
 * @param epoch greater than 0, or 0 for {@link #BEGINNING} alone
 * @param offset the last offset that lies before this place; 0 or greater
 */
public record Position(long epoch, long offset) {
    /** Before the first offset of any epoch; written {@code 0}. */
    public static final Position BEGINNING = new Position(0, 0);

    private static final int RADIX = 36;
    private static final int MAX_LENGTH = 33;

    public Position {
        if (epoch < 0 || offset < 0 || (epoch == 0 && offset != 0)) {
            throw new IllegalArgumentException(
                    "position must have a positive epoch and an offset of at least 0, has " + epoch + " and " + offset);
        }
    }

    /** @throws IllegalArgumentException when the text is neither {@code 0} nor {@code <epoch>.<offset>} */
    public static Position parse(String text) {
        if (text.equals("0")) {
            return BEGINNING;
        }
        int dot = text.indexOf('.');
        if (dot < 1 || dot == text.length() - 1 || text.length() > MAX_LENGTH) {
            throw invalid(text);
        }
        try {
            return new Position(parseEpoch(text.substring(0, dot)), parseDigits(text.substring(dot + 1), 10));
        } catch (NumberFormatException e) {
            throw invalid(text);
        }
    }

    public static String epochText(long epoch) {
        return Long.toString(epoch, RADIX);
    }

    /** @throws NumberFormatException when it is not an epoch's text */
    public static long parseEpoch(String text) {
        long epoch = parseDigits(text, RADIX);
        if (epoch == 0) {
            throw new NumberFormatException("epoch 0");
        }
        return epoch;
    }

    public Position at(long newOffset) {
        return new Position(epoch, newOffset);
    }

    @Override
    public String toString() {
        return epoch == 0 ? "0" : epochText(epoch) + '.' + offset;
    }

    /** One text for one number, so that positions can be compared as texts: no sign, no leading zero, no upper case. */
    private static long parseDigits(String digits, int radix) {
        long number = Long.parseLong(digits, radix);
        if (!Long.toString(number, radix).equals(digits) || number < 0) {
            throw new NumberFormatException(digits);
        }
        return number;
    }

    private static IllegalArgumentException invalid(String text) {
        return new IllegalArgumentException("position must be 0 or <epoch>.<offset> (docs/protocol.md §1), has "
                + text.length() + " characters that are not");
    }
}
