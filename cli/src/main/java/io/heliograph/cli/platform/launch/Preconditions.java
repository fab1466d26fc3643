package io.heliograph.cli.platform.launch;

import io.heliograph.cli.platform.Checkout;
import io.heliograph.cli.platform.PlatformPlan;
import io.heliograph.cli.platform.PlatformProblem;
import io.heliograph.cli.platform.PortPlan;
import io.heliograph.cli.platform.ServiceKind;
import java.nio.file.Files;
import java.util.Map;
import java.util.function.IntPredicate;

/** What is checked before anything is started, so that the answer is a sentence and not the log of a process. */
final class Preconditions {
    private Preconditions() {}

    /** @throws PlatformProblem if a service was not built */
    static void everythingIsBuilt(Checkout checkout) {
        for (ServiceKind kind : ServiceKind.ALL) {
            if (!Files.isRegularFile(checkout.application(kind.module()).resolve("quarkus-run.jar"))) {
                throw new PlatformProblem("%s is not built: run ./heliograph mvn -pl %s -am package -DskipTests"
                        .formatted(kind.module(), kind.module()));
            }
        }
    }

    /** @throws PlatformProblem naming the first port that somebody else uses */
    static void portsAreFree(PlatformPlan plan, IntPredicate isFree) {
        for (Map.Entry<Integer, String> entry : plan.portOwners().entrySet()) {
            int port = entry.getKey();
            if (!isFree.test(port)) {
                throw new PlatformProblem(
                        "Port %d, which %s needs, is in use: %s".formatted(port, entry.getValue(), remedy(plan, port)));
            }
        }
    }

    private static String remedy(PlatformPlan plan, int port) {
        return port == plan.edgePort()
                ? "choose another one with --port"
                : "find its user with \"ss -ltnp 'sport = :%d'\" and end that, or move all ports with --port-shift (1 to %d)"
                        .formatted(port, PortPlan.MAX_SHIFT);
    }
}
