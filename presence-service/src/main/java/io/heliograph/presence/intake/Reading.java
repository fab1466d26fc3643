package io.heliograph.presence.intake;

import io.heliograph.contracts.event.Rejection;

/** What became of a record. */
public sealed interface Reading<E> {
    record Taken<E>(E event) implements Reading<E> {}

    /** Another type, perhaps one made later. */
    record Ignored<E>() implements Reading<E> {}

    /** Not valid, however often it is read. */
    record Refused<E>(Rejection rejection) implements Reading<E> {}
}
