package io.heliograph.document.editing;

import io.heliograph.document.fanout.Wire;
import io.heliograph.document.fanout.WireMessage;
import io.heliograph.document.name.DocumentName;
import java.util.ArrayList;
import java.util.List;

/** Keeps what would be told to others. */
final class RecordingWire implements Wire {
    final List<WireMessage> told = new ArrayList<>();

    @Override
    public void listen(DocumentName document) {}

    @Override
    public void forget(DocumentName document) {}

    @Override
    public void tell(DocumentName document, WireMessage message) {
        told.add(message);
    }

    @Override
    public boolean isUp() {
        return true;
    }
}
