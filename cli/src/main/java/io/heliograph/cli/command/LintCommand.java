package io.heliograph.cli.command;

import io.heliograph.cli.emit.StructuredEvents;
import io.heliograph.cli.platform.PlatformProblem;
import io.heliograph.client.event.EventCheck;
import io.heliograph.client.event.EventRefusedException;
import io.heliograph.client.event.OutgoingEvent;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code heliograph lint}: checks events as their consumers will, without sending any. */
@Command(
        name = "lint",
        mixinStandardHelpOptions = true,
        description = {
            "Checks files of CloudEvents in structured mode (JSON; one, or an array) as their consumers will. Nothing is sent, and",
            "no platform needs to run. Of a folder all files that end in .json are checked."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:all events can be taken", "1:one cannot, or a file cannot be read"},
        footer = {"", "Example:", "  heliograph lint order-shipped.json"})
final class LintCommand implements Callable<Integer> {
    @Parameters(arity = "1..*", paramLabel = "FILE", description = "A file or a folder.")
    private List<Path> places = List.of();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() {
        var check = new EventCheck(InstantSource.system());
        PrintWriter out = spec.commandLine().getOut();
        boolean clean = true;
        for (Path file : files()) {
            try {
                List<OutgoingEvent> events = check.checkAll(StructuredEvents.read(Files.readAllBytes(file)));
                out.printf("%s: %d good, for %s%n", file, events.size(), topics(events));
            } catch (EventRefusedException e) {
                clean = false;
                out.printf("%s: %s%n", file, e.getMessage());
            } catch (IOException e) {
                throw new PlatformProblem("%s cannot be read: %s".formatted(file, e), e);
            }
        }
        out.flush();
        return clean ? 0 : 1;
    }

    private static String topics(List<OutgoingEvent> events) {
        return String.join(
                ", ",
                events.stream()
                        .map(event -> event.topic().topicName())
                        .distinct()
                        .toList());
    }

    private List<Path> files() {
        List<Path> files = new ArrayList<>();
        for (Path place : places) {
            if (Files.isDirectory(place)) {
                try (Stream<Path> all = Files.walk(place)) {
                    all.filter(file -> file.toString().endsWith(".json"))
                            .sorted()
                            .forEach(files::add);
                } catch (IOException e) {
                    throw new PlatformProblem("%s cannot be read: %s".formatted(place, e), e);
                }
            } else {
                files.add(place);
            }
        }
        if (files.isEmpty()) {
            throw new PlatformProblem("There is no .json file in " + places);
        }
        return files;
    }
}
