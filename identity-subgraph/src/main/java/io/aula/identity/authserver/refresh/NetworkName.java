package io.aula.identity.authserver.refresh;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/** An address without the part that names one household's machine: {@code 203.0.113.x}, {@code 2001:db8:12::x}. */
public final class NetworkName {
    private NetworkName() {}

    public static String of(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (bytes.length == 4) {
            return (bytes[0] & 0xff) + "." + (bytes[1] & 0xff) + "." + (bytes[2] & 0xff) + ".x";
        }
        List<String> groups = new ArrayList<>();
        for (int i = 0; i < 6; i += 2) {
            groups.add(Integer.toHexString((bytes[i] & 0xff) << 8 | bytes[i + 1] & 0xff));
        }
        return String.join(":", groups) + "::x";
    }
}
