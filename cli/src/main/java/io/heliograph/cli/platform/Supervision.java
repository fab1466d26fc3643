package io.heliograph.cli.platform;

/** What the supervisor of a server has it do. */
public sealed interface Supervision {
    /** No process, and none is wanted. */
    record Down() implements Supervision {}

    /** The process runs, but does not serve yet. */
    record Starting() implements Supervision {}

    record Ready() implements Supervision {}

    /** The process was told to end. */
    record Ending(boolean startAgain) implements Supervision {}

    /** The process ended by itself; the next one is started when the time has come. */
    record Waiting(long dueNanos) implements Supervision {}

    /** What happens to a server. */
    sealed interface Event {
        record StartRequested() implements Event {}

        /**
         * @param kill by SIGKILL instead of in an orderly way
         * @param startAgain whether it is started as soon as it has ended
         */
        record EndRequested(boolean kill, boolean startAgain) implements Event {}

        record BecameReady() implements Event {}

        record Exited() implements Event {}

        /** The time of an earlier {@link Effect#WAKE} has come. */
        record Woken() implements Event {}
    }

    /** What is to be done about it. */
    enum Effect {
        LAUNCH,
        END,
        KILL,
        /** Send {@link Event.Woken} after {@link RestartPolicy#PAUSE}. */
        WAKE
    }
}
