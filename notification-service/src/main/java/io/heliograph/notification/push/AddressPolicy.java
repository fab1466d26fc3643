package io.heliograph.notification.push;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

/**
 * Which addresses a request may go to whose host a user chose: those of the public internet, so that nobody reaches what only
 * this process can (server-side request forgery). Denies by default: in IPv6 all that is no global unicast (RFC 4291 §2.4).
 */
public final class AddressPolicy {
    /** IANA's special-purpose registry for IPv4, multicast and the reserved rest; cloud metadata is link-local. */
    private static final List<Network> REFUSED_IPV4 = networks(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4");

    private static final List<Network> GLOBAL_IPV6 = networks("2000::/3");
    /** Inside of the former: protocol assignments with Teredo, documentation, 6to4. */
    private static final List<Network> REFUSED_IPV6 = networks("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

    /** An IPv4 address behind a translator (NAT64, RFC 6052): where clusters have IPv6 only, this is what names resolve to. */
    private static final List<Network> TRANSLATED = networks("64:ff9b::/96");

    private static final int IPV4_BYTES = 4;

    private AddressPolicy() {}

    public static boolean isPublic(InetAddress address) {
        return switch (address) {
            case Inet4Address ipv4 -> isPublicIpv4(ipv4.getAddress());
            case Inet6Address ipv6 -> isPublicIpv6(ipv6.getAddress());
            default -> false;
        };
    }

    private static boolean isPublicIpv4(byte[] address) {
        return !contains(REFUSED_IPV4, address);
    }

    private static boolean isPublicIpv6(byte[] address) {
        if (contains(TRANSLATED, address)) {
            return isPublicIpv4(Arrays.copyOfRange(address, address.length - IPV4_BYTES, address.length));
        }
        return contains(GLOBAL_IPV6, address) && !contains(REFUSED_IPV6, address);
    }

    private static boolean contains(List<Network> networks, byte[] address) {
        return networks.stream().anyMatch(network -> network.contains(address));
    }

    private static List<Network> networks(String... texts) {
        return Arrays.stream(texts).map(Network::of).toList();
    }
}
