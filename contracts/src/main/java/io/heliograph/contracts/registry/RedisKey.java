package io.heliograph.contracts.registry;

import io.heliograph.contracts.channel.ChannelName;

/** Keys and pub/sub channels of the registry, docs/architecture.md ("Redis"). */
public final class RedisKey {
    /** When the registry was first written, in milliseconds of Redis' clock. */
    public static final String REGISTRY = "registry";
    /** Pub/sub channel of control messages for all pods. */
    public static final String ALL_PODS = "pods";

    /** Field of {@link #latest}: the channel's highest version as text. No state key is empty. */
    public static final String HIGHEST_VERSION = "";

    private RedisKey() {}

    /** A pod's lease (string), and the pub/sub channel of its batches. */
    public static String pod(String pod) {
        return "pod:" + pod;
    }

    /** Hash: pod → since when it has subscribers, in milliseconds of Redis' clock. */
    public static String route(ChannelName channel) {
        return "route:" + channel.value();
    }

    /** Hash: key of the state → {@link io.heliograph.contracts.registry.StateField}, and the field {@link #HIGHEST_VERSION}. */
    public static String latest(ChannelName channel) {
        return "latest:" + channel.value();
    }

    /** Hash: a user's status, as presence-service last said. */
    public static String presence(String user) {
        return "presence:" + user;
    }

    /** Hash: connection → where it is. */
    public static String connections(String user) {
        return "connections:" + user;
    }
}
