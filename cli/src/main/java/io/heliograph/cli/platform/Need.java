package io.heliograph.cli.platform;

/** What a service has to be told about, besides its own ports and Kafka. */
public enum Need {
    REDIS,
    DATABASE,
    OIDC,
    /** Asks delivery-store for what was missed. */
    HISTORY_CLIENT,
    /** Sends Web Push. */
    PUSH,
    /** Knows the categories of the demo page's notifications. */
    CATEGORIES,
    /** Signs and checks the tokens of documents. */
    DOCUMENTS,
    /** Lets pages in that the edge delivers. */
    ORIGINS,
    /** Answers what was missed, to callers with the credential. */
    HISTORY_SERVER
}
