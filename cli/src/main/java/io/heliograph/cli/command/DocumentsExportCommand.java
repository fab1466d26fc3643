package io.heliograph.cli.command;

import io.heliograph.cli.platform.PlatformProblem;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code heliograph documents export}: a document as one update of Yjs, or its text. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = {
            "Writes a document to a file.",
            "As one update of Yjs, with its history (Y.applyUpdate(doc, bytes) shows it), or as text."
        },
        footer = {
            "",
            "Examples:",
            "  heliograph documents export demo/plan plan.yjs",
            "  heliograph documents export --text demo/plan plan.txt"
        })
final class DocumentsExportCommand implements Runnable {
    @Parameters(index = "0", paramLabel = "DOCUMENT", description = "Its name.")
    @SuppressWarnings("NullAway.Init") // required
    private String document;

    @Parameters(index = "1", paramLabel = "FILE", description = "Where to; a file that is there stays as it is.")
    @SuppressWarnings("NullAway.Init") // required
    private Path file;

    @Option(names = "--text", description = "What of it is text, instead of an update.")
    private boolean text;

    @Option(
            names = "--root",
            paramLabel = "NAME",
            description = "The text of this shared type alone, as editors name it; of all of them if left out.")
    private @Nullable String root;

    @Option(names = "--force", description = "Replaces a file that is there.")
    private boolean force;

    @Mixin
    private final DataOption data = new DataOption();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public void run() {
        if (root != null && !text) {
            throw new ParameterException(spec.commandLine(), "--root goes with --text");
        }
        String path = "/documents/%s/%s".formatted(PlatformQuestion.encoded(document), text ? "text" : "update");
        String query = root == null ? "" : "?root=" + PlatformQuestion.encoded(root);
        byte[] exported = PlatformQuestion.askDocuments(data.folder(), path + query);
        write(exported);
        PrintWriter out = spec.commandLine().getOut();
        out.printf("%d bytes in %s%n", exported.length, file);
        out.flush();
    }

    private void write(byte[] exported) {
        if (!force && Files.exists(file)) {
            throw new PlatformProblem("%s is there already; --force replaces it".formatted(file));
        }
        try {
            Files.write(file, exported);
        } catch (IOException e) {
            throw new PlatformProblem("%s cannot be written: %s".formatted(file, e), e);
        }
    }
}
