package io.aula.gateway.policy.document;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/** Looks documents up by SHA-256 or by the manifest's id. What clients register is bounded by its characters. */
public final class PersistedDocuments {

    private static final long REGISTERED_CHARACTERS = 16L << 20;

    private final Map<String, String> trusted;
    private final boolean onlyTrusted;
    private final Cache<String, String> registered = Caffeine.newBuilder()
            .maximumWeight(REGISTERED_CHARACTERS)
            .weigher((String hash, String text) -> 64 + text.length())
            .build();

    /** {@code trusted} is id to text; with {@code onlyTrusted} nothing else is executed. */
    public PersistedDocuments(Map<String, String> trusted, boolean onlyTrusted) {
        this.trusted = Map.copyOf(trusted);
        this.onlyTrusted = onlyTrusted;
    }

    public boolean onlyTrusted() {
        return onlyTrusted;
    }

    public boolean isTrusted(String text) {
        return trusted.containsValue(text);
    }

    public Optional<String> find(String id) {
        var text = trusted.get(id);
        if (text == null && !onlyTrusted) {
            text = registered.getIfPresent(id);
        }
        return Optional.ofNullable(text);
    }

    /** False if the hash is not this text's. */
    public boolean register(String hash, String text) {
        if (!sha256(text).equals(hash)) {
            return false;
        }
        registered.put(hash, text);
        return true;
    }

    static String sha256(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
