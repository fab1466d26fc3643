package io.heliograph.cli.platform.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** The end of a log file, for messages about a process that failed. */
final class LogTail {
    private static final int MAX_BYTES = 16_384;

    private LogTail() {}

    /** The last lines that are not blank, or none if the file cannot be read. */
    static List<String> of(Path log, int maxLines) {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            byte[] end = new byte[(int) Math.min(file.length(), MAX_BYTES)];
            file.seek(file.length() - end.length);
            file.readFully(end);
            List<String> lines = new String(end, StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .toList();
            return lines.subList(Math.max(0, lines.size() - maxLines), lines.size());
        } catch (IOException _) {
            return List.of();
        }
    }
}
