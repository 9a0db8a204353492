package io.aula.gateway.door;

import io.netty.util.NetUtil;

/** {@code uri-host [ ":" port ]} as a Host header must be: RFC 9110, section 7.2, and RFC 3986, section 3.2.2. */
final class HostName {

    private static final int MAX_PORT = 65_535;
    private static final int MAX_LENGTH = 255 + 6;
    private static final String MARKS = "-._~!$&'()*+;=%";

    private HostName() {}

    static boolean isValid(String host) {
        if (host.isEmpty() || host.length() > MAX_LENGTH) {
            return false;
        }
        var end = host.charAt(0) == '[' ? literal(host) : name(host);
        return end > 0 && (end == host.length() || host.charAt(end) == ':' && isPort(host, end + 1));
    }

    /** Where the name ends; 0 if there is none. */
    private static int name(String host) {
        var at = 0;
        while (at < host.length() && isNamed(host.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean isNamed(char c) {
        return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || MARKS.indexOf(c) >= 0;
    }

    private static int literal(String host) {
        var close = host.indexOf(']');
        return close > 0 && NetUtil.isValidIpV6Address(host.substring(1, close)) ? close + 1 : 0;
    }

    private static boolean isPort(String host, int from) {
        var port = 0;
        for (var i = from; i < host.length(); i++) {
            var digit = host.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return false;
            }
            port = port * 10 + digit;
            if (port > MAX_PORT) {
                return false;
            }
        }
        return true;
    }
}
