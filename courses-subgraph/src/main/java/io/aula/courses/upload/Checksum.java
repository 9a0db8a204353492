package io.aula.courses.upload;

import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A sum that a chunk must have, or nothing of it counts. */
record Checksum(String algorithm, byte[] digest) {
    private static final Map<String, String> ALGORITHMS = Map.of("sha1", "SHA-1", "sha256", "SHA-256", "md5", "MD5");

    /** Reads the header {@code Upload-Checksum}, which is an algorithm, a space and the sum in base 64. */
    static Optional<Checksum> parse(@Nullable String header) {
        String[] parts = header == null ? new String[0] : header.split(" ");
        String algorithm = parts.length == 2 ? ALGORITHMS.get(parts[0]) : null;
        if (algorithm == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Checksum(algorithm, Base64.getDecoder().decode(parts[1])));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
