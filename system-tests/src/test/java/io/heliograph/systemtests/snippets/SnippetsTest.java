package io.heliograph.systemtests.snippets;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.cli.platform.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What docs/events.md quotes stands in the complete programs, which are those that were run. */
class SnippetsTest {
    private static final Path DOCS = Checkout.find().root().resolve("docs");
    private static final Pattern LINK = Pattern.compile("\\(snippets/([a-z.]+)\\)");
    private static final Pattern CODE = Pattern.compile("```\\w+\\n(.*?)\\n```", Pattern.DOTALL);

    @ParameterizedTest
    @MethodSource("programs")
    void quotesTheProgram(Path program) throws IOException {
        List<String> quotes = quotes(program.getFileName().toString());

        assertThat(quotes).isNotEmpty();
        assertThat(unindented(Files.readString(program)))
                .contains(quotes.stream().map(SnippetsTest::unindented).toList());
    }

    @Test
    void knowsAQuoteThatIsNotInItsProgram() {
        assertThat(unindented("one();\n\ttwo();\n")).doesNotContain(unindented("one();\nthree();"));
    }

    /** The code between the link to the program and the next link, or chapter. */
    private static List<String> quotes(String program) throws IOException {
        String document = Files.readString(DOCS.resolve("events.md"));
        int start = document.indexOf("(snippets/" + program + ")");
        if (start < 0) {
            return List.of();
        }
        String rest = document.substring(start + 1, document.indexOf("\n## ", start));
        String section = LINK.splitAsStream(rest).findFirst().orElseThrow();
        return CODE.matcher(section)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }

    private static String unindented(String code) {
        return code.lines().map(String::strip).reduce("", (before, line) -> before + line + "\n");
    }

    static Stream<Path> programs() throws IOException {
        try (Stream<Path> files = Files.list(DOCS.resolve("snippets"))) {
            return files.sorted().toList().stream();
        }
    }
}
