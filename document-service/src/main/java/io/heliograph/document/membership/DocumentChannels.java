package io.heliograph.document.membership;

import io.heliograph.contracts.channel.ChannelKind;
import io.heliograph.contracts.channel.ChannelKinds;
import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.document.name.DocumentName;
import java.util.Optional;

/** The channels whose members are the editors of documents, docs/documents.md §5. Immutable. */
public final class DocumentChannels {
    private static final String KIND = "document";

    private final ChannelKinds kinds;

    public DocumentChannels(ChannelKinds kinds) {
        this.kinds = kinds;
    }

    /** Empty for a name that is too long for a channel's, and when the installation's kinds have no members for documents. */
    public Optional<ChannelName> of(DocumentName document) {
        return name(document)
                .filter(channel ->
                        kinds.find(channel).filter(ChannelKind::hasMembers).isPresent());
    }

    private static Optional<ChannelName> name(DocumentName document) {
        try {
            return Optional.of(ChannelName.of(KIND, document.value()));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
