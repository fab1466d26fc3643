package io.heliograph.feed.defect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DefectTest {
    @ParameterizedTest
    @MethodSource("mistakes")
    void isWhatFailsTheSameWayForEver(RuntimeException mistake) {
        assertThat(Defect.isOne(mistake)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("troubles")
    void isNotWhatMayPass(RuntimeException trouble) {
        assertThat(Defect.isOne(trouble)).isFalse();
    }

    /** One of each kind as the JDK throws it, a kind below another one among them. */
    static Stream<RuntimeException> mistakes() {
        return Stream.of(
                new ArithmeticException("long overflow"),
                new ClassCastException("java.lang.String cannot be cast to java.lang.Long"),
                new NumberFormatException("For input string: \"x\""),
                new ArrayIndexOutOfBoundsException(3),
                new NoSuchElementException("No value present"),
                new NullPointerException(),
                new UnsupportedOperationException());
    }

    static Stream<RuntimeException> troubles() {
        return Stream.of(
                new IllegalStateException("this producer is closed"),
                new UncheckedIOException(new IOException("connection reset")),
                new CompletionException(new IOException("connection reset")),
                new RuntimeException(new InterruptedException()));
    }
}
