package io.aula.identity.account.throttle;

import io.aula.platform.http.SignedAddress;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;

/** Whom a request comes from: the address that the gateway signed into its header, else the peer of the socket. */
public final class ClientAddress {
    private final SignedAddress signed;

    /** @param key base64url of at least 32 bytes, shared with the gateway; empty to believe nobody */
    public ClientAddress(String key) {
        signed = new SignedAddress(key);
    }

    public InetAddress of(HttpServletRequest request) {
        return signed.read(request.getHeader(SignedAddress.HEADER))
                .orElseGet(() -> InetAddress.ofLiteral(request.getRemoteAddr()));
    }

    /** The network it comes from, which is what tries are counted by. */
    public Origin.Network network(HttpServletRequest request) {
        return Origin.Network.of(of(request));
    }
}
