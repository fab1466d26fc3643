package io.heliograph.cli.platform;

/**
 * How many processes there are of the services of which there can be several.
 *
 * @param gateways 1 to 10
 * @param documents 1 to 5
 */
public record Replicas(int gateways, int documents) {
    public Replicas {
        check(ServiceKind.GATEWAY, gateways, "gateways");
        check(ServiceKind.DOCUMENT, documents, "document-services");
    }

    int of(ServiceKind kind) {
        return kind.equals(ServiceKind.GATEWAY) ? gateways : kind.equals(ServiceKind.DOCUMENT) ? documents : 1;
    }

    private static void check(ServiceKind kind, int number, String what) {
        if (number < 1 || number > kind.maxProcesses()) {
            throw new IllegalArgumentException(
                    "there can be 1 to %d %s, not %d".formatted(kind.maxProcesses(), what, number));
        }
    }
}
