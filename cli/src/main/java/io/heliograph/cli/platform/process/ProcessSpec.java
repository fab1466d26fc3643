package io.heliograph.cli.platform.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How to start a process.
 *
 * @param command program and arguments; visible to everyone on the machine, so no secrets
 * @param environment added to the launcher's own; the place for secrets
 * @param directory the working directory
 * @param log the file that gets its standard output and error, appended
 * @param stopSignal what makes it end in an orderly way
 */
public record ProcessSpec(
        String name,
        List<String> command,
        Map<String, String> environment,
        Path directory,
        Path log,
        Signal stopSignal) {
    public ProcessSpec {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    @Override
    public String toString() {
        return "ProcessSpec[%s %s, environment redacted]".formatted(name, command);
    }
}
