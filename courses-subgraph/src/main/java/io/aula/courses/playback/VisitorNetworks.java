package io.aula.courses.playback;

import io.aula.platform.hash.Sha256;
import io.aula.platform.http.SignedAddress;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** Where the visitor comes from who asks now, as a digest: what is counted by it needs no address. */
@Component
class VisitorNetworks {
    private static final String UNKNOWN = "unknown";

    private final SignedAddress signed;

    VisitorNetworks(@Value("${aula.gateway-key:}") String key) {
        signed = new SignedAddress(key);
    }

    byte[] current() {
        return Sha256.of(
                RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes
                        ? SignedAddress.network(address(attributes.getRequest()))
                        : UNKNOWN);
    }

    private InetAddress address(HttpServletRequest request) {
        return signed.read(request.getHeader(SignedAddress.HEADER))
                .orElseGet(() -> InetAddress.ofLiteral(request.getRemoteAddr()));
    }
}
