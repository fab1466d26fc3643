package io.heliograph.client.websocket;

import io.heliograph.client.connection.ClientEffect;
import io.heliograph.client.connection.ClientEvent;
import io.heliograph.client.connection.ClientMachine;
import io.heliograph.client.connection.Ending;
import io.heliograph.client.connection.ReceivedFrame;
import io.heliograph.client.connection.Token;
import io.heliograph.client.connection.TokenReason;
import io.heliograph.contracts.protocol.ClientFrameEncoder;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Turns what happens into events of the client's decisions, and carries out their effects; decides nothing. Safe for concurrent use. */
public final class ClientRunner {
    private static final System.Logger LOG = System.getLogger(ClientRunner.class.getName());

    private final ClientMachine machine;
    private final Surroundings surroundings;
    private final Application application;
    private final Mailbox mailbox;
    private final Alarm alarm;
    private final Map<Integer, LinkSocket> sockets = new HashMap<>();
    private CompletableFuture<Void> closed = CompletableFuture.completedFuture(null);

    public ClientRunner(ClientMachine machine, Surroundings surroundings, Application application) {
        this.machine = machine;
        this.surroundings = surroundings;
        this.application = application;
        this.mailbox = new Mailbox(surroundings.executor());
        this.alarm = new Alarm(surroundings.timer(), () -> mailbox.post(this::rang));
    }

    public void post(ClientEvent event) {
        mailbox.post(() -> handle(event));
    }

    /** Cuts whatever connection there is without a word, as a failing network does. */
    public void drop() {
        mailbox.post(() -> Map.copyOf(sockets).values().forEach(LinkSocket::abort));
    }

    /** Closes the client. The result completes when the servers have answered, or have not in time. */
    public CompletableFuture<Void> close() {
        var result = new CompletableFuture<Void>();
        mailbox.post(() -> {
            handle(new ClientEvent.CloseRequested());
            var _ = closed.thenAccept(result::complete);
        });
        return result;
    }

    /** Whether the caller is called by the client itself. */
    public boolean isCalling() {
        return mailbox.isCurrent();
    }

    private void rang() {
        alarm.rang();
        handle(new ClientEvent.Ticked());
    }

    private void handle(ClientEvent event) {
        long nowNanos = surroundings.nanoClock().getAsLong();
        machine.on(event, nowNanos).forEach(this::perform);
        alarm.set(machine.deadlineNanos(), nowNanos);
    }

    private void perform(ClientEffect effect) {
        switch (effect) {
            case ClientEffect.RequestToken(int link, TokenReason reason) ->
                surroundings.executor().execute(() -> post(requestToken(link, reason)));
            case ClientEffect.Dial(int link) -> dial(link);
            case ClientEffect.Send send -> {
                LinkSocket socket = sockets.get(send.link());
                if (socket != null) { // it may have ended, which the client learns next
                    socket.send(ClientFrameEncoder.encode(send.frame()));
                }
            }
            case ClientEffect.Close(int link) -> close(link);
            case ClientEffect.ChangeState change -> application.stateChanged(change.change());
            case ClientEffect.Deliver delivery -> application.delivered(delivery.subscription(), delivery.event());
            case ClientEffect.Answer answer -> application.answered(answer.ref(), answer.page());
            case ClientEffect.Settle settlement -> application.settled(settlement.ref(), settlement.problem());
        }
    }

    private ClientEvent requestToken(int link, TokenReason reason) {
        try {
            return new ClientEvent.TokenReceived(
                    link, new Token(surroundings.tokens().token(reason)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new ClientEvent.TokenUnavailable(link);
        } catch (Exception e) {
            LOG.log(Level.WARNING, "token.unavailable reason=" + reason + " cause=" + e);
            return new ClientEvent.TokenUnavailable(link);
        }
    }

    private void dial(int link) {
        sockets.put(
                link,
                new LinkSocket(
                        surroundings.http(),
                        surroundings.endpoint(),
                        surroundings.connectTimeout(),
                        new LinkEvents(link)));
    }

    private void close(int link) {
        LinkSocket socket = sockets.remove(link);
        if (socket != null) {
            CompletableFuture<Void> answered = socket.close(surroundings.timer());
            closed = CompletableFuture.allOf(closed, answered);
        }
    }

    /** Brings what happens to one link's socket into the mailbox. */
    private final class LinkEvents implements LinkSocket.Events {
        private final int link;
        private @Nullable String connection;

        private LinkEvents(int link) {
            this.link = link;
        }

        @Override
        public void opened() {
            post(new ClientEvent.SocketOpened(link));
        }

        @Override
        public void received(String text, Runnable next) {
            mailbox.post(() -> {
                receive(text.getBytes(StandardCharsets.UTF_8));
                next.run();
            });
        }

        @Override
        public void ended(Ending ending, Duration retryAfter) {
            mailbox.post(() -> {
                sockets.remove(link);
                handle(new ClientEvent.SocketEnded(link, ending, retryAfter));
            });
        }

        private void receive(byte[] text) {
            ReceivedFrame received = ReceivedFrame.read(connection, text);
            connection = received.connection();
            application.received(received);
            handle(new ClientEvent.FrameReceived(link, received.frame()));
        }
    }
}
