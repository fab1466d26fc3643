package io.heliograph.delivery.receipt;

import io.cloudevents.CloudEvent;
import io.heliograph.contracts.event.EventAttribute;

/** Which receipts the producer of an event wants, by its attribute {@code receipt}. */
public enum ReceiptWish {
    ALL,
    /** Rejected and expired; what counts without the attribute, and with one that is not known. */
    FAILED,
    NONE;

    public static ReceiptWish of(CloudEvent event) {
        return switch (String.valueOf(event.getExtension(EventAttribute.RECEIPT))) {
            case "all" -> ALL;
            case "none" -> NONE;
            default -> FAILED;
        };
    }
}
