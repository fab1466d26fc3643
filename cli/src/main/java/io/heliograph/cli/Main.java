package io.heliograph.cli;

import io.heliograph.cli.command.HeliographCommand;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The entry point behind the {@code heliograph} script. */
public final class Main {
    /** Kept, because the log manager forgets the levels of loggers that nobody refers to. */
    private static final Logger ROOT = Logger.getLogger("");

    private static final Logger KAFKA = Logger.getLogger("org.apache.kafka");

    private Main() {}

    public static void main(String... arguments) {
        ROOT.setLevel(Level.WARNING);
        // Its clients warn about every attempt to reach a broker that is still starting.
        KAFKA.setLevel(Level.SEVERE);
        System.exit(HeliographCommand.commandLine().execute(arguments));
    }
}
