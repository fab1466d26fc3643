package io.heliograph.delivery.append;

import io.cloudevents.CloudEvent;
import io.heliograph.contracts.channel.Position;
import io.heliograph.contracts.event.PublicationEvent;
import io.heliograph.contracts.json.PlainText;
import io.heliograph.contracts.protocol.ProtocolLimits;
import io.heliograph.contracts.wire.PodMessage;
import io.heliograph.delivery.deadletter.CloudEventReader;
import io.heliograph.delivery.deadletter.DeadLetter;
import io.heliograph.delivery.receipt.Receipt;
import io.heliograph.delivery.receipt.ReceiptWish;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Who is told what of a batch. */
final class ReceiptDecision {
    /** Of the channels whose acknowledgements say that their user's device applied something. */
    private static final String USER_KIND = "user";

    private ReceiptDecision() {}

    /** Of a record that says neither its source nor its id nobody can be told. */
    static List<Receipt> rejected(List<DeadLetter> letters, Instant now) {
        List<Receipt> receipts = new ArrayList<>();
        for (DeadLetter letter : letters) {
            if (CloudEventReader.read(letter.original()) instanceof CloudEventReader.Reading.Event(CloudEvent event)
                    && ReceiptWish.of(event) != ReceiptWish.NONE
                    && isBounded(event.getSource().toString())
                    && isBounded(event.getId())
                    && isBounded(event.getType())) {
                receipts.add(new Receipt.Rejected(
                        new Receipt.Subject(event.getSource().toString(), event.getId(), event.getType()),
                        now,
                        letter.rejection()));
            }
        }
        return receipts;
    }

    /**
     * What was known already got its receipts then.
     *
     * @param stored of the batch, in its order
     */
    static List<Receipt> stored(Batch batch, List<PodMessage.Publication> stored, Instant now) {
        List<Receipt> receipts = new ArrayList<>();
        Iterator<IncomingPublication> incoming = batch.publications().iterator();
        for (PodMessage.Publication publication : stored) {
            while (incoming.hasNext()) {
                IncomingPublication next = incoming.next();
                if (isOf(publication, next.event())) {
                    add(next, publication, now, receipts);
                    break;
                }
            }
        }
        return receipts;
    }

    /** Of what was accepted, with receipts wanted, that which goes to a user's devices. */
    static List<Receipt.Accepted> awaited(List<Receipt> receipts) {
        return receipts.stream()
                .filter(Receipt.Accepted.class::isInstance)
                .map(Receipt.Accepted.class::cast)
                .filter(accepted -> accepted.channel().kind().equals(USER_KIND))
                .toList();
    }

    private static void add(
            IncomingPublication incoming, PodMessage.Publication publication, Instant now, List<Receipt> receipts) {
        var subject = Receipt.Subject.of(incoming.event());
        if (incoming.wish() == ReceiptWish.ALL) {
            receipts.add(new Receipt.Accepted(
                    subject,
                    publication.storedAt(),
                    publication.channel(),
                    new Position(publication.epoch(), publication.offset())));
        }
        Instant expiresAt = publication.expiresAt();
        if (incoming.wish() != ReceiptWish.NONE && expiresAt != null && !expiresAt.isAfter(now)) {
            receipts.add(new Receipt.Expired(subject, now, publication.channel()));
        }
    }

    private static boolean isOf(PodMessage.Publication publication, PublicationEvent event) {
        return publication.id().equals(event.id())
                && publication.channel().equals(event.channel())
                && publication.time().equals(event.time())
                && publication.data().equals(event.data());
    }

    private static boolean isBounded(String text) {
        return PlainText.isValid(text, ProtocolLimits.MAX_ID_LENGTH);
    }
}
