package io.heliograph.gateway.connection.websocket;

import io.heliograph.contracts.protocol.CloseCode;
import io.heliograph.gateway.outbound.EncodedFrame;
import io.heliograph.gateway.outbound.Socket;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundBuffer;
import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.WebSocketConnection;
import org.jspecify.annotations.Nullable;

/**
 * Writes frames straight to the Netty channel below the WebSocket: the framework's own sending neither tells when a client is slow nor shares frames between
 * clients. As a handler it learns when the channel has become writable. Confined to its event loop.
 */
final class NettySocket extends ChannelInboundHandlerAdapter implements Socket {
    private static final String FRAMEWORK_HANDLER = "handler";

    private final Channel channel;
    private final WebSocketConnection webSocket;
    private @Nullable Runnable onWritable;

    NettySocket(Channel channel, WebSocketConnection webSocket) {
        this.channel = channel;
        this.webSocket = webSocket;
    }

    /** @param listener called when the channel has become writable again */
    void attach(Runnable listener) {
        onWritable = listener;
        channel.pipeline().addBefore(FRAMEWORK_HANDLER, null, this);
    }

    @Override
    public boolean isWritable() {
        return channel.isWritable();
    }

    @Override
    public long pendingBytes() {
        ChannelOutboundBuffer pending = channel.unsafe().outboundBuffer();
        return pending == null ? 0 : pending.totalPendingWriteBytes();
    }

    @Override
    public void write(EncodedFrame frame) {
        if (!(frame instanceof SharedFrame(var buffer))) {
            throw new IllegalArgumentException("frame must be in the form of a WebSocket, is " + frame.getClass());
        }
        var _ = channel.write(buffer.retainedDuplicate(), channel.voidPromise());
    }

    @Override
    public void flush() {
        channel.flush();
    }

    @Override
    public void close(CloseCode code) {
        channel.flush();
        webSocket.close(new CloseReason(code.number(), code.name())).subscribe().with(_ -> {}, _ -> {});
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (context.channel().isWritable() && onWritable != null) {
            onWritable.run();
        }
        context.fireChannelWritabilityChanged();
    }
}
