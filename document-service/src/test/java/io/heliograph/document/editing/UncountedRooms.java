package io.heliograph.document.editing;

final class UncountedRooms implements RoomMetrics {
    @Override
    public void offered(Verdict verdict) {}

    @Override
    public void repaired() {}

    @Override
    public void failed() {}
}
