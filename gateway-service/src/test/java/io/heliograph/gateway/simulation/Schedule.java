package io.heliograph.gateway.simulation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

/** Who runs next: any of the loose tasks, or the first task of any queue. */
final class Schedule {
    private final RandomGenerator random;
    private final List<Runnable> loose = new ArrayList<>();
    private final List<Deque<Runnable>> queues = new ArrayList<>();

    Schedule(RandomGenerator random) {
        this.random = random;
    }

    /** Tasks that keep their order among each other, as those of an event loop. */
    Executor queue() {
        Deque<Runnable> queue = new ArrayDeque<>();
        queues.add(queue);
        return queue::add;
    }

    /** At any time from now on. */
    void sometime(Runnable task) {
        loose.add(task);
    }

    /** @return false when nothing is left to run */
    boolean step() {
        List<Deque<Runnable>> ready =
                queues.stream().filter(queue -> !queue.isEmpty()).toList();
        int choices = ready.size() + loose.size();
        if (choices == 0) {
            return false;
        }
        int choice = random.nextInt(choices);
        Runnable task = choice < ready.size() ? ready.get(choice).remove() : loose.remove(choice - ready.size());
        task.run();
        return true;
    }
}
