package io.aula.identity.account.throttle;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Whom a request comes from: the address that the gateway signed into {@code Aula-Client-Address} ({@code <ip>
 * <base64url(HMAC-SHA256(key, ip))>}), else the peer of the socket. What anybody else writes into that header says nothing.
 */
public final class ClientAddress {
    public static final String HEADER = "Aula-Client-Address";
    private static final String ALGORITHM = "HmacSHA256";
    private static final int SHORTEST = 32;

    private final Optional<SecretKeySpec> key;

    /** @param key base64url of at least 32 bytes, shared with the gateway; empty to believe nobody */
    public ClientAddress(String key) {
        this.key = key.isBlank()
                ? Optional.empty()
                : Optional.of(
                        new SecretKeySpec(longEnough(Base64.getUrlDecoder().decode(key.strip())), ALGORITHM));
    }

    private static byte[] longEnough(byte[] key) {
        if (key.length < SHORTEST) {
            throw new IllegalArgumentException("AULA_GATEWAY_KEY holds " + key.length + " bytes; it wants at least "
                    + SHORTEST + ", as base64url, the same as the gateway's");
        }
        return key;
    }

    public InetAddress of(HttpServletRequest request) {
        return signed(request.getHeader(HEADER)).orElseGet(() -> InetAddress.ofLiteral(request.getRemoteAddr()));
    }

    /** The network it comes from, which is what tries are counted by. */
    public Origin.Network network(HttpServletRequest request) {
        return Origin.Network.of(of(request));
    }

    private Optional<InetAddress> signed(@Nullable String header) {
        String[] parts = header == null ? new String[0] : header.strip().split(" ");
        if (key.isEmpty() || parts.length != 2 || !isSigned(key.get(), parts[0], parts[1])) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.ofLiteral(parts[0]));
        } catch (IllegalArgumentException noAddress) {
            return Optional.empty();
        }
    }

    private static boolean isSigned(SecretKeySpec key, String address, String signature) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            byte[] expected = mac.doFinal(address.getBytes(StandardCharsets.UTF_8));
            return MessageDigest.isEqual(expected, Base64.getUrlDecoder().decode(signature));
        } catch (IllegalArgumentException noBase64) {
            return false;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every JVM has " + ALGORITHM, impossible);
        }
    }
}
