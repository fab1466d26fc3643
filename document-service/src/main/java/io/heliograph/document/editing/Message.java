package io.heliograph.document.editing;

import io.heliograph.document.lib0.Lib0Reader;
import io.heliograph.document.lib0.Lib0Writer;
import io.heliograph.document.lib0.MalformedMessageException;

/** A message of an editor, docs/documents.md §2: y-protocols 1, one message in a frame. */
@SuppressWarnings("ArrayRecordComponent") // never compared, and as large as a document
sealed interface Message {
    int SYNC = 0;
    int AWARENESS = 1;
    int QUERY_AWARENESS = 3;

    /** Of our own: nobody gets it who did not send it. */
    int SAVED = 100;

    int STEP_1 = 0;
    int STEP_2 = 1;
    int UPDATE = 2;

    /** Asks for what a state vector lacks. */
    record SyncStep1(byte[] stateVector) implements Message {}

    /** @param answer whether it answers our question, which may be large */
    record Update(byte[] update, boolean answer) implements Message {}

    record Awareness(byte[] states) implements Message {}

    record QueryAwareness() implements Message {}

    /** Asks for the same message back when everything that was sent before is stored. */
    record Saved(long number) implements Message {}

    /** @throws MalformedMessageException when it is none of them, or has something behind it */
    static Message read(byte[] frame) {
        Lib0Reader reader = new Lib0Reader(frame);
        Message message = switch ((int) Math.min(reader.varUint(), Integer.MAX_VALUE)) {
            case SYNC -> sync(reader);
            case AWARENESS -> new Awareness(reader.bytes());
            case QUERY_AWARENESS -> new QueryAwareness();
            case SAVED -> new Saved(reader.varUint());
            default -> throw new MalformedMessageException("there is no such type of message");
        };
        if (!reader.isAtEnd()) {
            throw new MalformedMessageException("a frame must have one message, has something behind it");
        }
        return message;
    }

    private static Message sync(Lib0Reader reader) {
        return switch ((int) Math.min(reader.varUint(), Integer.MAX_VALUE)) {
            case STEP_1 -> new SyncStep1(reader.bytes());
            case STEP_2 -> new Update(reader.bytes(), true);
            case UPDATE -> new Update(reader.bytes(), false);
            default -> throw new MalformedMessageException("there is no such step of a synchronisation");
        };
    }

    static byte[] syncStep1(byte[] stateVector) {
        return sync(STEP_1, stateVector);
    }

    static byte[] syncStep2(byte[] update) {
        return sync(STEP_2, update);
    }

    static byte[] update(byte[] update) {
        return sync(UPDATE, update);
    }

    static byte[] awareness(byte[] states) {
        return new Lib0Writer().varUint(AWARENESS).bytes(states).toBytes();
    }

    static byte[] saved(long number) {
        return new Lib0Writer().varUint(SAVED).varUint(number).toBytes();
    }

    private static byte[] sync(int step, byte[] payload) {
        return new Lib0Writer().varUint(SYNC).varUint(step).bytes(payload).toBytes();
    }
}
