package io.heliograph.delivery.append;

import io.heliograph.contracts.event.PublicationEvent;
import io.heliograph.delivery.receipt.ReceiptWish;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A publication that may be stored, and the record it came in.
 *
 * @param event what is stored: its expiry is by this store's clock, its traceparent the one of the event or else of the record
 * @param wish which receipts its producer wants
 */
public record IncomingPublication(PublicationEvent event, ConsumerRecord<byte[], byte[]> original, ReceiptWish wish) {
    long kafkaOffset() {
        return original.offset();
    }
}
