package io.heliograph.gateway.connection;

/** The keys of a channel's state that Heliograph's own services write, docs/protocol.md §10: no user may. */
final class ReservedKeys {
    private static final String MEMBER_PREFIX = "member:";

    private ReservedKeys() {}

    static boolean contains(String key) {
        return key.equals("status") || key.equals("occupancy") || key.startsWith(MEMBER_PREFIX);
    }
}
