package io.heliograph.cli.platform.launch;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.cli.platform.Checkout;
import io.heliograph.cli.platform.PlatformPlan;
import io.heliograph.cli.platform.PlatformProblem;
import io.heliograph.cli.platform.PortPlan;
import io.heliograph.cli.platform.Replicas;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreconditionsTest {
    private static final PlatformPlan PLAN = new PlatformPlan(PortPlan.DEFAULT, new Replicas(2, 1), 8_080);

    @Test
    void namesABusyPortItsUserAndTheRemedy() {
        assertThatThrownBy(() -> Preconditions.portsAreFree(PLAN, port -> port != 16_379))
                .isInstanceOf(PlatformProblem.class)
                .hasMessage("Port 16379, which Redis needs, is in use: find its user with \"ss -ltnp 'sport = :16379'\""
                        + " and end that, or move all ports with --port-shift (1 to 12000)");
    }

    @Test
    void offersAnotherPortForClients() {
        assertThatThrownBy(() -> Preconditions.portsAreFree(PLAN, port -> port != 8_080))
                .hasMessage("Port 8080, which the proxy needs, is in use: choose another one with --port");
    }

    @Test
    void namesAServiceThatIsNotBuilt(@TempDir Path folder) {
        assertThatThrownBy(() -> Preconditions.everythingIsBuilt(new Checkout(folder)))
                .isInstanceOf(PlatformProblem.class)
                .hasMessage("delivery-store is not built: run ./heliograph mvn -pl delivery-store -am package"
                        + " -DskipTests");
    }
}
