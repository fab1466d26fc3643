package io.heliograph.cli.platform.oidc;

import java.util.List;
import java.util.Map;

/**
 * The documents that an access token gives rights to: names, or the beginning of names followed by {@code *}.
 *
 * @param read those that it may see
 * @param write those that it may see and edit
 * @param manage those that it may delete, and whose editors it may put out
 */
public record DocumentPatterns(List<String> read, List<String> write, List<String> manage) {
    public static final DocumentPatterns NONE = new DocumentPatterns(List.of(), List.of(), List.of());

    public DocumentPatterns {
        read = List.copyOf(read);
        write = List.copyOf(write);
        manage = List.copyOf(manage);
    }

    Map<String, List<String>> claim() {
        return Map.of("read", read, "write", write, "manage", manage);
    }
}
