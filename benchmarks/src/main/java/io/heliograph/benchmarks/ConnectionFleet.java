package io.heliograph.benchmarks;

import io.heliograph.benchmarks.FrameCounter.Counts;
import io.heliograph.benchmarks.FrameCounter.MessageListener;
import io.heliograph.contracts.protocol.Subprotocol;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshakerFactory;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;

/** Many connections to one gateway from one event loop, so that the generator takes little of the machine. */
final class ConnectionFleet implements AutoCloseable {
    private static final int MAX_FRAME_BYTES = 256 * 1024;
    private static final int MAX_RESPONSE_BYTES = 8 * 1024;
    private static final boolean NO_EXTENSIONS = false;
    private static final boolean MASKED = true;
    private static final boolean STRICT = false;
    private static final boolean RELATIVE_URL = false;
    /** Only browsers have one. */
    private static final boolean NO_ORIGIN = false;

    private static final long CLOSE_TIMEOUT_MILLIS = 1_000;
    /** Below the gateway's handshake rate, so that none is refused. */
    private static final int CONNECTS_PER_SECOND = 400;
    /** A cold gateway is not to be asked more than it can answer within the time for a hello. */
    private static final int MAX_UNWELCOMED = 100;

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final EventLoopGroup loops = new NioEventLoopGroup(1);
    private final URI connect;
    private final MessageListener listener;
    private final Counts counts = new Counts();
    private int opened;

    /** @param gateway its base address, {@code http://…} */
    ConnectionFleet(URI gateway, MessageListener listener) {
        this.connect = URI.create("ws://" + gateway.getAuthority() + "/connect");
        this.listener = listener;
    }

    Counts counts() {
        return counts;
    }

    /** Opens connections as fast as the gateway welcomes them, but no faster than its handshake rate. */
    void open(int connections, IntFunction<String> hello) throws InterruptedException {
        long start = System.nanoTime();
        for (int i = 0; i < connections; i++) {
            int dialled = opened + i;
            await("welcomes", LIMIT, () -> dialled - counts.welcomed().sum() < MAX_UNWELCOMED);
            dial(hello.apply(dialled));
            long dueNanos = start + TimeUnit.SECONDS.toNanos(i + 1) / CONNECTS_PER_SECOND;
            TimeUnit.NANOSECONDS.sleep(Math.max(0, dueNanos - System.nanoTime()));
        }
        opened += connections;
        await(
                "welcomed " + opened,
                Duration.ofSeconds(60),
                () -> counts.welcomed().sum() >= opened);
    }

    /** Waits for a condition that the fleet's counts decide, and says how far it came when it does not. */
    void await(String what, Duration limit, BooleanSupplier condition) throws InterruptedException {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (counts.closed().sum() > 0) {
                throw new IllegalStateException("a connection was refused or closed, have " + counts);
            }
            if (System.nanoTime() - start > limit.toNanos()) {
                throw new IllegalStateException("waited " + limit + " for " + what + ", have " + counts);
            }
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    private void dial(String hello) {
        var handshaker = WebSocketClientHandshakerFactory.newHandshaker(
                connect,
                WebSocketVersion.V13,
                Subprotocol.V1,
                NO_EXTENSIONS,
                new DefaultHttpHeaders(),
                MAX_FRAME_BYTES,
                MASKED,
                STRICT,
                CLOSE_TIMEOUT_MILLIS,
                RELATIVE_URL,
                NO_ORIGIN);
        new Bootstrap()
                .group(loops)
                .channel(NioSocketChannel.class)
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        channel.pipeline()
                                .addLast(new HttpClientCodec())
                                .addLast(new HttpObjectAggregator(MAX_RESPONSE_BYTES))
                                .addLast(new FrameCounter(handshaker, hello, counts, listener));
                    }
                })
                .connect(connect.getHost(), connect.getPort())
                .addListener(result -> {
                    if (!result.isSuccess()) {
                        counts.closed().increment();
                    }
                });
    }

    @Override
    public void close() {
        loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
