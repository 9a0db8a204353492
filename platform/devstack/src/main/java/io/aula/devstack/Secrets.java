package io.aula.devstack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** The passwords and keys of one platform: drawn once, kept in one file that only its owner may read. */
public final class Secrets {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Map<String, String> values;

    private Secrets(Map<String, String> values) {
        this.values = Map.copyOf(values);
    }

    /** Reads the file, adding what an older one lacks. A value in the environment wins and is not written down. */
    public static Secrets loadOrCreate(Path file, Map<String, String> environment) {
        Map<String, String> stored = read(file);
        Map<String, String> complete = new LinkedHashMap<>(stored);
        complete.computeIfAbsent("AULA_RABBITMQ_PASSWORD", name -> password());
        complete.computeIfAbsent("AULA_SPA_CLIENT_SECRET", name -> password());
        complete.computeIfAbsent(
                "AULA_DEMO_PASSWORD", name -> "aula-" + password().substring(0, 10));
        complete.computeIfAbsent("AULA_DEMO_CLIENT_SECRET", name -> password());
        complete.computeIfAbsent("AULA_MEDIA_KEYS", name -> "m1:" + key());
        complete.computeIfAbsent("AULA_SESSION_KEYS", name -> "s1:" + key());
        complete.computeIfAbsent("AULA_KEY_ENCRYPTION_KEY", name -> key());
        complete.computeIfAbsent(
                "AULA_GATEWAY_KEY",
                name -> Base64.getUrlEncoder().withoutPadding().encodeToString(random(32)));
        complete.computeIfAbsent("AULA_STRIPE_API_KEY", name -> "sk_test_" + password());
        complete.computeIfAbsent("AULA_STRIPE_WEBHOOK_SECRETS", name -> "whsec_" + password());
        if (!complete.equals(stored)) {
            write(file, complete);
        }
        Map<String, String> effective = new LinkedHashMap<>(complete);
        effective.replaceAll((name, value) -> {
            String given = environment.getOrDefault(name, "");
            return given.isBlank() ? value : given;
        });
        return new Secrets(effective);
    }

    public String get(String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("no secret named " + name);
        }
        return value;
    }

    public Map<String, String> asMap() {
        return values;
    }

    /** Names only: a secret must not reach a log through string concatenation. */
    @Override
    public String toString() {
        return "Secrets" + values.keySet();
    }

    private static Map<String, String> read(Path file) {
        if (!Files.exists(file)) {
            return Map.of();
        }
        try {
            Map<String, String> values = new TreeMap<>();
            for (String line : Files.readAllLines(file)) {
                int equals = line.indexOf('=');
                if (equals > 0) {
                    values.put(line.substring(0, equals), line.substring(equals + 1));
                }
            }
            return values;
        } catch (IOException e) {
            throw new SetupFailure("secrets: cannot read " + file + "; make it readable or delete it", e);
        }
    }

    private static void write(Path file, Map<String, String> values) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Path draft = file.resolveSibling(file.getFileName() + ".new");
            Files.deleteIfExists(draft);
            Files.createFile(draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            StringBuilder text = new StringBuilder();
            new TreeMap<>(values)
                    .forEach((name, value) ->
                            text.append(name).append('=').append(value).append('\n'));
            Files.writeString(draft, text, StandardOpenOption.WRITE);
            Files.move(draft, file, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new SetupFailure("secrets: cannot write " + file + " (" + e.getMessage() + ")", e);
        }
    }

    private static String password() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random(18));
    }

    private static String key() {
        return Base64.getEncoder().encodeToString(random(32));
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}
