package io.aula.gateway.policy.auth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Where a request came from, in a form that services believe: the address and, by a key that only they and we have, the proof that we
 * said it. What a client says of itself counts only if it is one of our own proxies.
 */
public final class ClientAddresses {

    private static final int KEY_BYTES = 32;
    private static final int REMEMBERED = 10_000;
    /** More proxies than this stand in front of nobody. */
    private static final int MAX_HOPS = 16;

    private final SecretKeySpec key;
    private final List<Network> proxies;
    private final Cache<String, String> told =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    private ClientAddresses(SecretKeySpec key, List<Network> proxies) {
        this.key = key;
        this.proxies = List.copyOf(proxies);
    }

    /**
     * {@code key} is base64url of at least 32 bytes, {@code proxies} the networks, with commas, whose X-Forwarded-For is believed;
     * {@link IllegalArgumentException} says what is wrong with either.
     */
    public static ClientAddresses of(String key, String proxies) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(key);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("AULA_GATEWAY_KEY must be base64url", e);
        }
        if (bytes.length < KEY_BYTES) {
            throw new IllegalArgumentException("AULA_GATEWAY_KEY must hold at least " + KEY_BYTES + " bytes");
        }
        var networks = Arrays.stream(proxies.split(","))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .map(Network::parse)
                .toList();
        return new ClientAddresses(new SecretKeySpec(bytes, "HmacSHA256"), networks);
    }

    /** The header's value for a request whose connection's other end is {@code peer}. */
    public String told(InetAddress peer, List<String> forwardedFor) {
        return told.get(text(client(peer, forwardedFor)), this::prove);
    }

    /** From the nearest hop outwards, as long as the one that tells is trusted; the first that is not is the client. */
    private InetAddress client(InetAddress peer, List<String> forwardedFor) {
        if (!isProxy(peer)) {
            return peer;
        }
        var hops = new ArrayList<String>();
        forwardedFor.forEach(line -> hops.addAll(Arrays.asList(line.split(","))));
        var client = peer;
        for (var i = hops.size() - 1; i >= 0 && hops.size() - i <= MAX_HOPS && isProxy(client); i--) {
            var next = hop(hops.get(i).strip());
            if (next.isEmpty()) {
                break;
            }
            client = next.get();
        }
        return client;
    }

    private boolean isProxy(InetAddress address) {
        return proxies.stream().anyMatch(network -> network.contains(address));
    }

    /** Some proxies add the port: {@code 192.0.2.1:4711}, {@code [2001:db8::1]:4711}. */
    private static Optional<InetAddress> hop(String text) {
        if (text.startsWith("[")) {
            var end = text.indexOf(']');
            return end < 0 ? Optional.empty() : Network.literal(text.substring(1, end));
        }
        var colon = text.indexOf(':');
        var withPort = colon >= 0 && colon == text.lastIndexOf(':');
        return Network.literal(withPort ? text.substring(0, colon) : text);
    }

    /** Without the zone of a link-local address, which is ours and not the client's. */
    private static String text(InetAddress address) {
        var text = address.getHostAddress();
        var zone = text.indexOf('%');
        return zone < 0 ? text : text.substring(0, zone);
    }

    private String prove(String address) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            var proof = mac.doFinal(address.getBytes(StandardCharsets.US_ASCII));
            return address + " " + Base64.getUrlEncoder().withoutPadding().encodeToString(proof);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JVM has HMAC-SHA-256", e);
        }
    }
}
