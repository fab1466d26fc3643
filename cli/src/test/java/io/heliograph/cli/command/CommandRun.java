package io.heliograph.cli.command;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;

/** What a command printed and how it ended. */
record CommandRun(int exitCode, String out, String err) {
    /** @param given what stands before the options */
    static CommandRun of(List<String> given, String... options) {
        return of(Stream.concat(given.stream(), Arrays.stream(options)).toArray(String[]::new));
    }

    static CommandRun of(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine commandLine = HeliographCommand.commandLine();
        commandLine.setOut(new PrintWriter(out));
        commandLine.setErr(new PrintWriter(err));
        return new CommandRun(commandLine.execute(arguments), out.toString(), err.toString());
    }
}
