package io.heliograph.document.yjs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Against a set of bits. */
class RangesTest {
    private static final int CLOCKS = 60;

    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void agreesWithASetOfBits(long seed) {
        Random random = new Random(seed);
        BitSet bits = new BitSet();
        BitSet otherBits = new BitSet();
        Ranges ranges = filled(random, bits);
        Ranges other = filled(random, otherBits);

        assertThat(ranges.bounds()).isEqualTo(boundsOf(bits));
        assertThat(ranges.end()).isEqualTo(bits.length());
        assertThat(ranges.covers(other)).isEqualTo(otherBits.stream().allMatch(bits::get));
        assertThat(ranges.with(other).covers(other)).isTrue();

        BitSet rest = (BitSet) bits.clone();
        rest.andNot(otherBits);
        assertThat(ranges.minus(other).bounds()).isEqualTo(boundsOf(rest));
        assertThat(ranges.minus(other).isEmpty()).isEqualTo(rest.isEmpty());

        bits.or(otherBits);
        assertThat(ranges.with(other).bounds()).isEqualTo(boundsOf(bits));
    }

    private static Ranges filled(Random random, BitSet bits) {
        long[] pairs = new long[2 * random.nextInt(8)];
        for (int i = 0; i < pairs.length; i += 2) {
            int start = random.nextInt(CLOCKS);
            int end = start + 1 + random.nextInt(8);
            bits.set(start, end);
            pairs[i] = start;
            pairs[i + 1] = end;
        }
        return Ranges.of(pairs);
    }

    private static long[] boundsOf(BitSet bits) {
        LongStream.Builder bounds = LongStream.builder();
        for (int start = bits.nextSetBit(0); start >= 0; start = bits.nextSetBit(bits.nextClearBit(start))) {
            bounds.add(start).add(bits.nextClearBit(start));
        }
        return bounds.build().toArray();
    }
}
