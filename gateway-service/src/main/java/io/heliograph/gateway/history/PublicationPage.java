package io.heliograph.gateway.history;

import io.heliograph.contracts.protocol.ResetReason;
import io.heliograph.contracts.protocol.ServerFrame;
import io.heliograph.contracts.protocol.ServerFrameEncoder;
import io.heliograph.contracts.store.CatchUp;
import io.heliograph.contracts.wire.PodMessage;
import io.heliograph.gateway.outbound.EntryFrames;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** A page of a channel's history, docs/protocol.md §8, as JSON; {@code data} stays the bytes that were published. */
public final class PublicationPage {
    private PublicationPage() {}

    /** @param now what expired by then is skipped */
    public static byte[] encode(CatchUp catchUp, Instant now) {
        var out = new ByteArrayOutputStream(1024);
        // Neither a channel's name nor a position holds a character that JSON escapes (docs/protocol.md §1.1).
        write(
                out,
                "{\"channel\":\"" + catchUp.channel() + "\",\"position\":\"" + catchUp.reached() + "\",\"head\":\""
                        + catchUp.head() + "\",\"frames\":[");
        boolean first = true;
        ResetReason reset = catchUp.reset();
        if (reset != null) {
            out.writeBytes(
                    ServerFrameEncoder.encode(new ServerFrame.Reset(null, catchUp.channel(), reset, catchUp.base())));
            first = false;
        }
        for (PodMessage.ChannelEntry entry : catchUp.entries()) {
            if (!first) {
                out.write(',');
            }
            out.writeBytes(ServerFrameEncoder.encode(EntryFrames.frameOf(EntryFrames.due(entry, now))));
            first = false;
        }
        write(out, "]}");
        return out.toByteArray();
    }

    private static void write(ByteArrayOutputStream out, String text) {
        out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
