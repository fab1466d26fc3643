package io.heliograph.systemtests;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.reducing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.systemtests.history.History;
import io.heliograph.systemtests.history.History.Published;
import io.heliograph.systemtests.history.History.Row;
import io.heliograph.systemtests.history.HistoryChecker;
import io.heliograph.systemtests.load.Fleet;
import io.heliograph.systemtests.load.PublicationLoad;
import io.heliograph.systemtests.load.StoredRows;
import io.heliograph.systemtests.platform.LocalPlatform;
import io.heliograph.systemtests.platform.PlatformExtension;
import io.heliograph.systemtests.platform.RedisProbe;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two hundred clients and three thousand publications, while processes are killed and paused: nothing is lost, doubled, reordered or changed. */
@ExtendWith(PlatformExtension.class)
class FaultsTest {
    private static final int USERS = 60;
    private static final int TABS = 50;
    private static final int PUBLICATIONS = 3_000;
    private static final int PUBLICATIONS_PER_SECOND = 40;
    private static final long SEED = 20_261_125;

    private static final Duration SOON = Duration.ofSeconds(90);

    @Test
    void losesAndDoublesNothingWhileProcessesDie(LocalPlatform platform) throws SQLException {
        try (Fleet fleet = new Fleet(URI.create(platform.now().url()), platform.tokens(Fleet.userNames(USERS)), TABS);
                PublicationLoad load =
                        new PublicationLoad(platform.now().kafka(), fleet.channels(), PUBLICATIONS, SEED)) {
            assertThat(fleet.size()).isEqualTo(200);
            fleet.comeOnline(user -> !isLate(user));
            await("all to be connected").atMost(SOON).until(fleet::allConnected);

            load.start(PUBLICATIONS_PER_SECOND);
            killGateway(platform, fleet);
            fleet.goOffline(FaultsTest::isAbsent);
            killStoreBetweenCommitAndPublish(platform, fleet);
            fleet.comeOnline(FaultsTest::isAbsent);
            killRedis(platform);
            pauseGatewayPastItsLease(platform);
            load.allSent().orTimeout(SOON.toSeconds(), TimeUnit.SECONDS).join();
            fleet.comeOnline(FaultsTest::isLate);

            List<Published> published = load.published();
            assertThat(published).hasSize(PUBLICATIONS);
            List<Row> rows = awaitStored(platform, fleet, published);
            awaitDelivered(fleet, rows);
            assertThat(HistoryChecker.check(new History(published, rows, fleet.frames(), fleet.applied())))
                    .isEmpty();
        }
    }

    /** Comes for the first time when everything is over. */
    private static boolean isLate(String user) {
        return user.endsWith("9");
    }

    /** Leaves in the middle and comes back. */
    private static boolean isAbsent(String user) {
        return user.endsWith("7");
    }

    private static void killGateway(LocalPlatform platform, Fleet fleet) {
        int welcomes = fleet.welcomes();

        platform.killAndAwaitRestart("gateway-1");

        await("clients of the killed gateway to be welcomed elsewhere")
                .atMost(SOON)
                .until(() -> fleet.welcomes() > welcomes && fleet.allConnected());
    }

    /** Redis does not answer, so what is committed is not published; then its owner dies, and only the next owner's notice can reveal it. */
    private static void killStoreBetweenCommitAndPublish(LocalPlatform platform, Fleet fleet) throws SQLException {
        double noticesBefore = comparisons(platform, "notice");
        long pid = platform.pid("delivery-store");
        try (var stored = new StoredRows(platform.database(), fleet.channels())) {
            platform.pause("redis");
            long before = stored.count();
            await("commits to go on without Redis").atMost(SOON).until(() -> stored.count() > before + 20);
        }
        platform.kill("delivery-store");
        platform.resume("redis");
        platform.awaitOtherThan("delivery-store", pid);

        await("gateways to compare because the new owner says so")
                .atMost(SOON)
                .until(() -> comparisons(platform, "notice") > noticesBefore);
    }

    private static void killRedis(LocalPlatform platform) {
        platform.killAndAwaitRestart("redis");

        await("the pods to write leases and routes into the empty Redis")
                .atMost(SOON)
                .until(() -> RedisProbe.countKeys(platform.now().redis(), "pod:gateway-*") == 2
                        && RedisProbe.countKeys(platform.now().redis(), "route:*") > 0);
    }

    private static void pauseGatewayPastItsLease(LocalPlatform platform) {
        platform.pause("gateway-2");
        await("the lease of the paused gateway to end")
                .atMost(SOON)
                .until(() -> RedisProbe.countKeys(platform.now().redis(), "pod:gateway-2*") == 0);
        platform.resume("gateway-2");

        await("the lease to be written again")
                .atMost(SOON)
                .until(() -> RedisProbe.countKeys(platform.now().redis(), "pod:gateway-2*") == 1);
    }

    private static double comparisons(LocalPlatform platform, String trigger) {
        return Stream.of("gateway-1", "gateway-2")
                .mapToDouble(gateway ->
                        platform.metrics(gateway).sum("heliograph_comparisons_total", "trigger=\"" + trigger + "\""))
                .sum();
    }

    private static List<Row> awaitStored(LocalPlatform platform, Fleet fleet, List<Published> published)
            throws SQLException {
        long acknowledged = published.stream()
                .filter(one -> one.outcome() == History.Outcome.ACKNOWLEDGED)
                .count();
        try (var stored = new StoredRows(platform.database(), fleet.channels())) {
            await("everything to be stored").atMost(SOON).until(() -> stored.count() >= acknowledged);
            return stored.read();
        }
    }

    private static void awaitDelivered(Fleet fleet, List<Row> rows) {
        Map<ChannelName, Long> heads =
                rows.stream().collect(groupingBy(Row::channel, reducing(0L, Row::offset, Math::max)));
        await("every client to have everything")
                .atMost(SOON)
                .untilAsserted(() -> assertThat(fleet.behind(heads)).isEmpty());
    }
}
