package io.heliograph.notification.push;

import java.net.InetAddress;
import java.util.HexFormat;

/** A range of addresses: those that share their first bits. */
final class Network {
    private final byte[] first;
    private final int bits;

    private Network(byte[] first, int bits) {
        this.first = first;
        this.bits = bits;
    }

    /** @param text an address without a name, a slash, and the number of bits */
    static Network of(String text) {
        int slash = text.indexOf('/');
        byte[] first = InetAddress.ofLiteral(text.substring(0, slash)).getAddress();
        return new Network(first, Integer.parseInt(text.substring(slash + 1)));
    }

    boolean contains(byte[] address) {
        if (address.length != first.length) {
            return false;
        }
        int whole = bits / Byte.SIZE;
        for (int i = 0; i < whole; i++) {
            if (address[i] != first[i]) {
                return false;
            }
        }
        int rest = bits % Byte.SIZE;
        return rest == 0 || ((address[whole] ^ first[whole]) & 0xff) >>> (Byte.SIZE - rest) == 0;
    }

    @Override
    public String toString() {
        return HexFormat.of().formatHex(first) + '/' + bits;
    }
}
