package io.heliograph.document.editing;

import java.time.Duration;

/** For tests that count nothing. */
class UncountedRooms implements RoomMetrics {
    @Override
    public void offered(Verdict verdict) {}

    @Override
    public void repaired() {}

    @Override
    public void failed() {}

    @Override
    public void appended(int bytes, Duration took) {}

    @Override
    public void fannedOut(Duration took) {}

    @Override
    public void answered(int bytes, Duration took) {}

    @Override
    public void found() {}

    @Override
    public void merged() {}

    @Override
    public void showed(int received, int news) {}

    @Override
    public void told(long entries) {}

    @Override
    public void expired(int clients) {}

    @Override
    public void large() {}
}
