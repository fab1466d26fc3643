package io.heliograph.contracts;

import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.channel.Position;
import io.heliograph.contracts.channel.Version;
import io.heliograph.contracts.event.Priority;
import io.heliograph.contracts.json.JsonBytes;
import io.heliograph.contracts.protocol.ResetReason;
import io.heliograph.contracts.store.CatchUp;
import io.heliograph.contracts.store.HistoryPage;
import io.heliograph.contracts.wire.PodMessage;
import io.heliograph.contracts.wire.PodMessage.CompareNotice;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Random values of the contracts; the same for the same seed. */
public final class Generators {
    private final Random random;

    public Generators(long seed) {
        random = new Random(seed);
    }

    public <T> List<T> listOf(int maxSize, Supplier<T> element) {
        List<T> list = new ArrayList<>();
        for (int size = random.nextInt(maxSize + 1); size > 0; size--) {
            list.add(element.get());
        }
        return list;
    }

    public PodMessage podMessage() {
        return switch (random.nextInt(7)) {
            case 0 -> new CompareNotice.AllChannels();
            case 1 -> {
                int partitionCount = 1 + random.nextInt(128);
                yield new CompareNotice.Partition(random.nextInt(partitionCount), partitionCount);
            }
            case 2 -> new CompareNotice.Channels(listOf(3, this::channel));
            case 3 -> state();
            case 4 ->
                new PodMessage.Transient(
                        channel(), maybe(text()), text(), time(), time(), maybe(text()), maybe(text()), data());
            case 5 -> new PodMessage.CloseConnection(text(), text(), random.nextInt());
            default -> channelEntry();
        };
    }

    public PodMessage.State state() {
        return new PodMessage.State(
                channel(),
                text(),
                version(),
                maybe(version()),
                text(),
                text(),
                time(),
                maybe(text()),
                maybe(text()),
                maybe(data()));
    }

    public PodMessage.ChannelEntry channelEntry() {
        if (random.nextInt(3) == 0) {
            return new PodMessage.Skipped(channel(), natural(), natural(), natural());
        }
        return new PodMessage.Publication(
                channel(),
                natural(),
                natural(),
                text(),
                text(),
                time(),
                time(),
                oneOf(Priority.values()),
                maybe(time()),
                maybe(text()),
                maybe(text()),
                maybe(text()),
                data());
    }

    private Version version() {
        return new Version(natural(), natural());
    }

    private JsonBytes data() {
        return JsonBytes.of("\"" + text() + "\"");
    }

    public CatchUp catchUp() {
        return new CatchUp(
                channel(), position(), position(), maybe(oneOf(ResetReason.values())), listOf(3, this::channelEntry));
    }

    public HistoryPage historyPage() {
        return new HistoryPage(channel(), position(), position(), random.nextBoolean(), listOf(3, this::channelEntry));
    }

    /** The bytes with a few of them changed, removed or doubled. */
    public byte[] mutated(byte[] bytes) {
        List<Byte> result = new ArrayList<>();
        for (byte value : bytes) {
            result.add(value);
        }
        for (int changes = 1 + random.nextInt(4); changes > 0 && !result.isEmpty(); changes--) {
            int place = random.nextInt(result.size());
            switch (random.nextInt(4)) {
                case 0 -> result.remove(place);
                case 1 -> result.add(place, result.get(random.nextInt(result.size())));
                case 2 -> result.set(place, result.get(random.nextInt(result.size())));
                default -> result.set(place, (byte) random.nextInt(256));
            }
        }
        return toArray(result);
    }

    public byte[] bytes(int maxLength) {
        var bytes = new byte[random.nextInt(maxLength + 1)];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] toArray(List<Byte> bytes) {
        var array = new byte[bytes.size()];
        for (int i = 0; i < array.length; i++) {
            array[i] = bytes.get(i);
        }
        return array;
    }

    private ChannelName channel() {
        return ChannelName.of(oneOf("user", "room", "feed-7"), text());
    }

    private Position position() {
        return random.nextInt(4) == 0 ? Position.BEGINNING : new Position(natural(), natural());
    }

    private long natural() {
        return 1 + (random.nextLong() >>> (1 + random.nextInt(62)));
    }

    private Instant time() {
        return Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000));
    }

    private String text() {
        var text = new StringBuilder();
        for (int length = 1 + random.nextInt(8); length > 0; length--) {
            text.append(oneOf("a", "7", "%", "|", "ä", "€", "👍"));
        }
        return text.toString();
    }

    private <T> @Nullable T maybe(T value) {
        return random.nextBoolean() ? value : null;
    }

    @SafeVarargs
    private <T> T oneOf(T... values) {
        return values[random.nextInt(values.length)];
    }
}
