package io.heliograph.cli.listen;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.heliograph.cli.platform.OwnerOnlyFile;
import io.heliograph.cli.platform.PlatformProblem;
import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.channel.Position;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What one listening device has printed of each channel, kept over restarts: {@code {"device":"…","positions":{"user:ann":"e7.20"}}}. Written as a whole with each
 * message, so that neither a kill nor a full disk leaves half of it. Confined to one thread.
 */
public final class DeviceFile {
    private static final JsonMapper JSON = new JsonMapper();

    private final Path file;
    private final String device;
    private final Map<ChannelName, Position> positions;

    private DeviceFile(Path file, String device, Map<ChannelName, Position> positions) {
        this.file = file;
        this.device = device;
        this.positions = new TreeMap<>(positions);
    }

    /**
     * @param folder where all devices are kept
     * @param device null for the user's own default device, which is named when it first listens
     */
    public static DeviceFile open(Path folder, String user, @Nullable String device) {
        Path file = folder.resolve(encoded(device == null ? user : user + "@" + device) + ".json");
        Supplier<String> named = () -> device == null ? "cli-" + UUID.randomUUID() : device;
        try {
            JsonNode content = JSON.readTree(Files.readString(file));
            Map<ChannelName, Position> positions = new TreeMap<>();
            content.path("positions")
                    .properties()
                    .forEach(entry -> positions.put(
                            new ChannelName(entry.getKey()),
                            Position.parse(entry.getValue().asText())));
            return new DeviceFile(file, content.path("device").asText(named.get()), positions);
        } catch (NoSuchFileException e) {
            return new DeviceFile(file, named.get(), Map.of());
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new PlatformProblem(
                    "%s does not hold what a device has seen: delete it to start anew".formatted(file), e);
        } catch (IOException e) {
            throw new PlatformProblem("%s cannot be read: %s".formatted(file, e), e);
        }
    }

    public String device() {
        return device;
    }

    /** After what was printed last. */
    public Optional<Position> position(ChannelName channel) {
        return Optional.ofNullable(positions.get(channel));
    }

    /** @throws PlatformProblem when it cannot be written */
    public void moveTo(ChannelName channel, Position position) {
        positions.put(channel, position);
        write();
    }

    /** Keeps the device's name, also when it has seen nothing yet. */
    public void write() {
        ObjectNode content = JSON.createObjectNode().put("device", device);
        ObjectNode kept = content.putObject("positions");
        positions.forEach((channel, position) -> kept.put(channel.value(), position.toString()));
        try {
            OwnerOnlyFile.write(file, content + "\n");
        } catch (IOException e) {
            throw new PlatformProblem("%s cannot be written: %s".formatted(file, e), e);
        }
    }

    /** A name for a file that no other user or device has, whatever characters it holds. */
    private static String encoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("*", "%2A");
    }
}
