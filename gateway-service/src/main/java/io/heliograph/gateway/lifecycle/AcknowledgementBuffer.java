package io.heliograph.gateway.lifecycle;

import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.channel.Position;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Acknowledgements that wait for Kafka. They are cumulative, so of several for one channel of one device only the furthest is kept: while Kafka is away, memory grows
 * with devices and not with time. Safe for concurrent use by many who add and one who takes.
 */
public final class AcknowledgementBuffer {
    private final int maxDevices;
    private final Map<Device, Map<ChannelName, Position>> positions = new ConcurrentHashMap<>();
    /** Each device of {@link #positions} once, oldest first; an empty one is the end. */
    private final BlockingQueue<Optional<Device>> order = new LinkedBlockingQueue<>();

    private boolean ended; // confined to who takes

    public record Device(String user, String id) {}

    public record Acknowledged(Device device, Map<ChannelName, Position> positions) {
        public Acknowledged {
            positions = Map.copyOf(positions);
        }
    }

    public AcknowledgementBuffer(int maxDevices) {
        this.maxDevices = maxDevices;
    }

    /** False when there are too many devices already: it is dropped, and the device's next one says the same and more. */
    public boolean add(Acknowledged acknowledged) {
        if (positions.size() >= maxDevices && !positions.containsKey(acknowledged.device())) {
            return false;
        }
        positions.compute(acknowledged.device(), (device, waiting) -> {
            if (waiting == null) {
                order.add(Optional.of(device));
                return new HashMap<>(acknowledged.positions());
            }
            acknowledged
                    .positions()
                    .forEach((channel, position) -> waiting.merge(channel, position, AcknowledgementBuffer::later));
            return waiting;
        });
        return true;
    }

    /** Kafka did not take it: what came meanwhile goes before it. */
    public void giveBack(Acknowledged acknowledged) {
        positions.compute(acknowledged.device(), (device, newer) -> {
            if (newer == null) {
                order.add(Optional.of(device));
                return new HashMap<>(acknowledged.positions());
            }
            acknowledged
                    .positions()
                    .forEach((channel, position) -> newer.merge(channel, position, (now, old) -> later(old, now)));
            return newer;
        });
    }

    /** Of the devices that have waited longest; at least one, for which it blocks; none at the end. */
    public List<Acknowledged> take(int max) throws InterruptedException {
        if (ended) {
            return List.of();
        }
        List<Optional<Device>> devices = new ArrayList<>();
        devices.add(order.take());
        order.drainTo(devices, max - 1);
        ended = devices.stream().anyMatch(Optional::isEmpty);
        return devices.stream()
                .flatMap(Optional::stream)
                .map(device -> new Acknowledged(device, Objects.requireNonNull(positions.remove(device))))
                .toList();
    }

    /** What was added so far is the last. */
    public void end() {
        order.add(Optional.empty());
    }

    public int size() {
        return positions.size();
    }

    /** The furthest of an epoch; another epoch replaces. */
    private static Position later(Position before, Position now) {
        return before.epoch() == now.epoch() && before.offset() > now.offset() ? before : now;
    }
}
