package io.heliograph.benchmarks;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshaker;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.LongAdder;

/** One client connection as cheap as it can be: says hello, then tells frames apart by their first bytes. Confined to its event loop. */
final class FrameCounter extends SimpleChannelInboundHandler<Object> {
    private static final byte[] WELCOME = prefix("welcome");
    private static final byte[] SUBSCRIBED = prefix("subscribed");
    private static final byte[] MESSAGE = prefix("message");
    private static final byte[] PING = prefix("ping");
    private static final String PONG = "{\"op\":\"pong\"}";

    private final WebSocketClientHandshaker handshaker;
    private final String hello;
    private final Counts counts;
    private final MessageListener listener;

    /** Called on an event loop for each message; must not keep the buffer. */
    interface MessageListener {
        void onMessage(ByteBuf frame);
    }

    /** Over all connections of a fleet. */
    record Counts(LongAdder welcomed, LongAdder subscribed, LongAdder messages, LongAdder closed) {
        Counts() {
            this(new LongAdder(), new LongAdder(), new LongAdder(), new LongAdder());
        }
    }

    FrameCounter(WebSocketClientHandshaker handshaker, String hello, Counts counts, MessageListener listener) {
        this.handshaker = handshaker;
        this.hello = hello;
        this.counts = counts;
        this.listener = listener;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        var _ = handshaker.handshake(context.channel());
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        counts.closed().increment();
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, Object received) {
        switch (received) {
            case FullHttpResponse response -> {
                handshaker.finishHandshake(context.channel(), response);
                var _ = context.writeAndFlush(new TextWebSocketFrame(hello));
            }
            case TextWebSocketFrame frame -> onFrame(context, frame.content());
            case CloseWebSocketFrame _ -> close(context);
            default -> {}
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        close(context);
    }

    private static void close(ChannelHandlerContext context) {
        var _ = context.close();
    }

    private void onFrame(ChannelHandlerContext context, ByteBuf frame) {
        if (startsWith(frame, MESSAGE)) {
            counts.messages().increment();
            listener.onMessage(frame);
        } else if (startsWith(frame, PING)) {
            var _ = context.writeAndFlush(new TextWebSocketFrame(PONG));
        } else if (startsWith(frame, WELCOME)) {
            counts.welcomed().increment();
        } else if (startsWith(frame, SUBSCRIBED)) {
            counts.subscribed().increment();
        }
    }

    private static boolean startsWith(ByteBuf frame, byte[] prefix) {
        if (frame.readableBytes() < prefix.length) {
            return false;
        }
        for (int i = 0; i < prefix.length; i++) {
            if (frame.getByte(frame.readerIndex() + i) != prefix[i]) {
                return false;
            }
        }
        return true;
    }

    private static byte[] prefix(String op) {
        return ("{\"op\":\"" + op + "\"").getBytes(StandardCharsets.US_ASCII);
    }
}
