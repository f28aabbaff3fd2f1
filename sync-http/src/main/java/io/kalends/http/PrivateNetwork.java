package io.kalends.http;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** Addresses that a user's URL must not reach from a server: its own, its neighbours', and what hides one of those. */
public final class PrivateNetwork {

    private PrivateNetwork() {}

    /** Whether an address is one of those. */
    public static boolean contains(InetAddress address) {
        byte[] bytes = address.getAddress();
        return address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()
                || (address instanceof Inet6Address ? isHidden6(bytes) : isHidden4(bytes));
    }

    /** 0/8, 100.64/10 (RFC 6598), 192.0.0/24, 198.18/15 and everything from 240/4. */
    private static boolean isHidden4(byte[] bytes) {
        int first = bytes[0] & 0xff;
        int second = bytes[1] & 0xff;
        return first == 0
                || (first == 100 && second >= 64 && second < 128)
                || (first == 192 && second == 0 && bytes[2] == 0)
                || (first == 198 && (second == 18 || second == 19))
                || first >= 240;
    }

    /** fc00::/7 (RFC 4193), and IPv4 inside IPv6: mapped, NAT64 (RFC 6052) and 6to4 (RFC 3056). */
    private static boolean isHidden6(byte[] bytes) {
        boolean uniqueLocal = (bytes[0] & 0xfe) == 0xfc;
        boolean zeros = allZero(bytes, 0, 10);
        boolean mapped = zeros && ((bytes[10] == -1 && bytes[11] == -1) || allZero(bytes, 10, 12));
        boolean nat64 = bytes[0] == 0 && bytes[1] == 0x64 && bytes[2] == -1 && bytes[3] == -101;
        boolean sixToFour = bytes[0] == 0x20 && bytes[1] == 0x02;
        return uniqueLocal
                || (mapped && isPrivate4(Arrays.copyOfRange(bytes, 12, 16)))
                || (nat64 && isPrivate4(Arrays.copyOfRange(bytes, 12, 16)))
                || (sixToFour && isPrivate4(Arrays.copyOfRange(bytes, 2, 6)));
    }

    private static boolean allZero(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPrivate4(byte[] bytes) {
        try {
            return contains(InetAddress.getByAddress(bytes));
        } catch (UnknownHostException e) {
            return true;
        }
    }
}
