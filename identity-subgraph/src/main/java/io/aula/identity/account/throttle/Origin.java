package io.aula.identity.account.throttle;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/** Where an attempt to sign in comes from. */
public sealed interface Origin {
    /** What failures are counted under. */
    String key();

    /** A device that has signed in to this very account before; its id is its own secret. */
    record KnownDevice(String id) implements Origin {
        @Override
        public String key() {
            return "device:" + id;
        }
    }

    /** Everybody else: a /24 of IPv4 or a /56 of IPv6, which is what one household or company is given. */
    record Network(String prefix) implements Origin {
        private static final int IPV4_BYTES = 3;
        private static final int IPV6_BYTES = 7;

        public static Network of(InetAddress address) {
            byte[] bytes = address.getAddress();
            int kept = bytes.length == 4 ? IPV4_BYTES : IPV6_BYTES;
            return new Network(HexFormat.of().formatHex(Arrays.copyOf(bytes, kept)) + "/" + 8 * kept);
        }

        @Override
        public String key() {
            return "network:" + prefix;
        }
    }
}
