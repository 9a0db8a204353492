package io.aula.platform.http;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The address of a caller that the gateway signed into {@code Aula-Client-Address} ({@code <ip> <base64url(HMAC-SHA256(key, ip))>}).
 * What anybody else writes into that header says nothing.
 */
public final class SignedAddress {
    public static final String HEADER = "Aula-Client-Address";
    private static final String ALGORITHM = "HmacSHA256";
    private static final int SHORTEST = 32;
    private static final int IPV4_BYTES = 3;
    private static final int IPV6_BYTES = 7;

    private final Optional<SecretKeySpec> key;

    /** @param key base64url of at least 32 bytes, shared with the gateway; empty to believe nobody */
    public SignedAddress(String key) {
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

    /** Empty where nobody signed it. */
    public Optional<InetAddress> read(@Nullable String header) {
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

    /** The network that it is in, which is what tries are counted by: a /24 of IPv4 or a /56 of IPv6, as one household or company is given. */
    public static String network(InetAddress address) {
        byte[] bytes = address.getAddress();
        int kept = bytes.length == 4 ? IPV4_BYTES : IPV6_BYTES;
        return HexFormat.of().formatHex(Arrays.copyOf(bytes, kept)) + "/" + 8 * kept;
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
