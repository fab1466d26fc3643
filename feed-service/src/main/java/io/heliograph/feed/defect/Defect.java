package io.heliograph.feed.defect;

import java.util.List;
import java.util.NoSuchElementException;

/**
 * Failures that are a program's own mistake: trying the same again fails the same way, and for ever. What is not listed may pass, as what is away or ends does; an
 * {@link IllegalStateException} is not, because clients throw it while they are closed.
 */
public final class Defect {
    private static final List<Class<? extends RuntimeException>> KINDS = List.of(
            ArithmeticException.class,
            ClassCastException.class,
            IllegalArgumentException.class,
            IndexOutOfBoundsException.class,
            NoSuchElementException.class,
            NullPointerException.class,
            UnsupportedOperationException.class);

    private Defect() {}

    public static boolean isOne(RuntimeException failure) {
        return KINDS.stream().anyMatch(kind -> kind.isInstance(failure));
    }
}
