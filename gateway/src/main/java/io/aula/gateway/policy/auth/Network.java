package io.aula.gateway.policy.auth;

import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Pattern;

/** Addresses that begin with the same bits, as {@code 10.0.0.0/8} or {@code fd00::/8}; a single address is a network too. */
record Network(byte[] address, int bits) {

    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");

    /** {@link IllegalArgumentException} says what is wrong with the text. */
    static Network parse(String text) {
        var slash = text.indexOf('/');
        var address = literal(slash < 0 ? text : text.substring(0, slash));
        var most = address.map(each -> each.getAddress().length * 8).orElse(-1);
        var bits = slash < 0 ? most : bits(text.substring(slash + 1));
        if (address.isEmpty() || bits < 0 || bits > most) {
            throw new IllegalArgumentException("'" + text + "' is no network; write 10.0.0.0/8 or fd00::/8");
        }
        return new Network(address.get().getAddress(), bits);
    }

    private static int bits(String text) {
        return text.matches("\\d{1,3}") ? Integer.parseInt(text) : -1;
    }

    /** An address in digits; never a name, which somebody would have to be asked for. */
    static Optional<InetAddress> literal(String text) {
        if (!IPV4.matcher(text).matches() && (text.indexOf(':') < 0 || text.indexOf('%') >= 0)) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.ofLiteral(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    boolean contains(InetAddress other) {
        var bytes = other.getAddress();
        if (bytes.length != address.length) {
            return false;
        }
        for (var i = 0; i < bits; i++) {
            var mask = 0x80 >> (i & 7);
            if ((bytes[i >> 3] & mask) != (address[i >> 3] & mask)) {
                return false;
            }
        }
        return true;
    }
}
