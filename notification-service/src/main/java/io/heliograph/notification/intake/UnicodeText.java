package io.heliograph.notification.intake;

/** Text that can be written as UTF-8: JSON escapes can also make half of a surrogate pair, which has no encoding. */
final class UnicodeText {
    private UnicodeText() {}

    static boolean isWellFormed(String text) {
        return text.codePoints().noneMatch(UnicodeText::isSurrogate);
    }

    private static boolean isSurrogate(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }
}
