package io.heliograph.contracts.channel;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * The name of a channel: {@code kind:id}, docs/protocol.md §1.1.
 *
 * @param value the whole name, at most {@value #MAX_LENGTH} characters
 */
public record ChannelName(String value) implements Comparable<ChannelName> {
    public static final int MAX_LENGTH = 128;

    private static final String ID_PUNCTUATION = "_-./:@+~=%";
    private static final Pattern CONTROL_CHARACTER = Pattern.compile("\\p{Cc}");
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    /** What is for everyone who is signed in. */
    public static final ChannelName EVERYONE = new ChannelName("broadcast:all");

    public ChannelName {
        if (!isValid(value)) {
            throw new IllegalArgumentException("channel must be kind:id of at most " + MAX_LENGTH
                    + " characters (docs/protocol.md §1.1), is '" + abbreviated(value) + "'");
        }
    }

    /**
     * The channel {@code kind:id} of somebody or something whose id may hold any character: those not allowed are percent-encoded, and {@code %} is, so that two
     * ids never share a channel.
     *
     * @throws IllegalArgumentException when the id is empty or too long
     */
    public static ChannelName of(String kind, String id) {
        return new ChannelName(kind + ':' + encoded(id));
    }

    /** A user's own channel, {@code user:<subject>}. */
    public static ChannelName ofUser(String subject) {
        return of("user", subject);
    }

    public static boolean isValid(String value) {
        int length = value.length();
        int colon = value.indexOf(':');
        if (length > MAX_LENGTH || colon < 1 || colon == length - 1) {
            return false;
        }
        for (int i = 0; i < colon; i++) {
            if (!isKindCharacter(value.charAt(i), i == 0)) {
                return false;
            }
        }
        for (int i = colon + 1; i < length; i++) {
            if (!isIdCharacter(value.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** The part before the colon, which carries the policy. */
    public String kind() {
        return value.substring(0, value.indexOf(':'));
    }

    public String id() {
        return value.substring(value.indexOf(':') + 1);
    }

    @Override
    public int compareTo(ChannelName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }

    private static String encoded(String id) {
        var encoded = new StringBuilder(id.length() + 16);
        for (byte unit : id.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (unit & 0xff);
            if (isIdCharacter(c) && c != '%') {
                encoded.append(c);
            } else {
                encoded.append('%').append(HEX.toHexDigits(unit));
            }
        }
        return encoded.toString();
    }

    private static boolean isKindCharacter(char c, boolean first) {
        return isBetween('a', c, 'z') || (!first && (isBetween('0', c, '9') || c == '-'));
    }

    private static boolean isIdCharacter(char c) {
        return isBetween('a', c, 'z')
                || isBetween('A', c, 'Z')
                || isBetween('0', c, '9')
                || ID_PUNCTUATION.indexOf(c) >= 0;
    }

    private static boolean isBetween(char first, char c, char last) {
        return first <= c && c <= last;
    }

    /** Fit for a line of a log. */
    private static String abbreviated(String value) {
        String printable = CONTROL_CHARACTER.matcher(value).replaceAll("?");
        return printable.length() <= MAX_LENGTH ? printable : printable.substring(0, MAX_LENGTH) + "…";
    }
}
