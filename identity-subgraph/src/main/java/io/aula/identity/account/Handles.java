package io.aula.identity.account;

import java.text.Normalizer;
import java.util.Locale;
import java.util.random.RandomGenerator;

/** Makes a handle out of a name: "Lucía Ferrer" → {@code lucia_ferrer}, then {@code lucia_ferrer_4821} when taken. */
final class Handles {
    private Handles() {}

    static String from(String displayName) {
        String plain = Normalizer.normalize(displayName, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "_")
                .replaceAll("^_+|_+$", "");
        String bounded = plain.length() > 24 ? plain.substring(0, 24) : plain;
        return bounded.length() < 2 ? "learner" : bounded;
    }

    static String numbered(String handle, RandomGenerator random) {
        return handle + "_" + random.nextInt(1_000, 100_000);
    }
}
