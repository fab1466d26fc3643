package io.heliograph.cli.command;

import io.heliograph.cli.platform.PlatformProblem;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code heliograph documents export}: a document as one update of Yjs. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = "Writes a document to a file, as one update of Yjs: Y.applyUpdate(doc, bytes) shows it.",
        footer = {"", "Example:", "  heliograph documents export demo/plan plan.yjs"})
final class DocumentsExportCommand implements Runnable {
    @Parameters(index = "0", paramLabel = "DOCUMENT", description = "Its name.")
    @SuppressWarnings("NullAway.Init") // required
    private String document;

    @Parameters(index = "1", paramLabel = "FILE", description = "Where to; a file that is there stays as it is.")
    @SuppressWarnings("NullAway.Init") // required
    private Path file;

    @Option(names = "--force", description = "Replaces a file that is there.")
    private boolean force;

    @Mixin
    private final DataOption data = new DataOption();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public void run() {
        byte[] update = PlatformQuestion.askDocuments(
                data.folder(), "/documents/%s/update".formatted(PlatformQuestion.encoded(document)));
        write(update);
        PrintWriter out = spec.commandLine().getOut();
        out.printf("%d bytes in %s%n", update.length, file);
        out.flush();
    }

    private void write(byte[] update) {
        if (!force && Files.exists(file)) {
            throw new PlatformProblem("%s is there already; --force replaces it".formatted(file));
        }
        try {
            Files.write(file, update);
        } catch (IOException e) {
            throw new PlatformProblem("%s cannot be written: %s".formatted(file, e), e);
        }
    }
}
