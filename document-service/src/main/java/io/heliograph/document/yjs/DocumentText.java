package io.heliograph.document.yjs;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The text of a document, by the names of its roots, as far as they have some. What Yjs would show of them is in it, in the order in which it does; docs/documents.md §7.1 says what is text, and
 * what is left out.
 */
public record DocumentText(SortedMap<String, String> roots) {
    /** Between roots. */
    private static final String SEPARATOR = "\n\n";

    public DocumentText {
        roots = Collections.unmodifiableSortedMap(new TreeMap<>(roots));
    }

    /**
     * Safe for concurrent use. Time and memory are those of merging, but for the bound below: {@link Arrangement}.
     *
     * @param updates of which the document consists, in any order; what one of them refers to that is in none is left out, as Yjs does
     * @return empty if putting them in order takes more steps than {@value Arrangement#MAX_STEPS}
     */
    public static Optional<DocumentText> of(List<byte[]> updates) {
        YjsEngine.Merged merged = YjsEngine.merged(updates);
        Map<Long, Ranges> deleted = merged.deleted();
        return Arrangement.of(merged.structs()).map(roots -> {
            SortedMap<String, String> texts = new TreeMap<>();
            roots.forEach((name, root) -> texts.put(name, RootText.of(root, deleted)));
            texts.values().removeIf(String::isEmpty);
            return new DocumentText(texts);
        });
    }

    /** Of all roots, in the order of their names. */
    public String whole() {
        return roots.values().stream().collect(Collectors.joining(SEPARATOR));
    }

    /** Empty for a root that has none, or is not there. */
    public String ofRoot(String root) {
        return roots.getOrDefault(root, "");
    }
}
