package io.aula.jooq;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** One text that differs when any migration, or the recipe of the generator, differs. */
final class MigrationChecksum {
    /** Raised when the generator's own settings change, so that old output is not taken for current. */
    private static final String RECIPE = "2";

    private MigrationChecksum() {}

    static String of(Path migrations, String schema, String packageName) throws IOException {
        MessageDigest digest = sha256();
        digest.update((RECIPE + "\0" + schema + "\0" + packageName + "\0").getBytes(StandardCharsets.UTF_8));
        for (Path file : files(migrations)) {
            digest.update(migrations.relativize(file).toString().getBytes(StandardCharsets.UTF_8));
            digest.update(Files.readAllBytes(file));
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static List<Path> files(Path migrations) throws IOException {
        try (Stream<Path> found = Files.walk(migrations)) {
            return found.filter(file -> file.toString().endsWith(".sql"))
                    .sorted()
                    .toList();
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java platform", e);
        }
    }
}
