package io.heliograph.contracts.json;

/** What names and ids may be made of (docs/protocol.md §1.1): short texts that can be logged, stored and encoded without surprises. */
public final class PlainText {
    private PlainText() {}

    /** Whether it has 1 to {@code maxLength} characters (UTF-16 units), no control character and no half of a surrogate pair. */
    public static boolean isValid(String text, int maxLength) {
        return !text.isEmpty()
                && text.length() <= maxLength
                && text.codePoints().noneMatch(c -> Character.isISOControl(c) || isHalfOfPair(c));
    }

    /** Whether it has 1 to {@code maxLength} characters, all of them printable ASCII. */
    public static boolean isAscii(String text, int maxLength) {
        return !text.isEmpty() && text.length() <= maxLength && text.chars().allMatch(c -> ' ' <= c && c <= '~');
    }

    /** JSON can escape one without the other; UTF-8 cannot hold it. */
    private static boolean isHalfOfPair(int codePoint) {
        return Character.getType(codePoint) == Character.SURROGATE;
    }
}
