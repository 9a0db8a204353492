package io.aula.devstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {

    @TempDir
    Path folder;

    @Test
    void drawsThemOnceAndLetsOnlyTheOwnerRead() throws Exception {
        Path file = folder.resolve("secrets");
        Secrets first = Secrets.loadOrCreate(file, Map.of());
        Secrets second = Secrets.loadOrCreate(file, Map.of());
        assertThat(second.asMap()).isEqualTo(first.asMap());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void anEnvironmentValueWinsAndIsNotWrittenDown() throws Exception {
        Path file = folder.resolve("secrets");
        Secrets secrets = Secrets.loadOrCreate(file, Map.of("AULA_DEMO_PASSWORD", "from-outside"));
        assertThat(secrets.get("AULA_DEMO_PASSWORD")).isEqualTo("from-outside");
        assertThat(Files.readString(file)).doesNotContain("from-outside");
    }

    @Test
    void anEmptyValueInTheEnvironmentIsNone() {
        Secrets secrets = Secrets.loadOrCreate(folder.resolve("secrets"), Map.of("AULA_STRIPE_API_KEY", " "));
        assertThat(secrets.get("AULA_STRIPE_API_KEY")).startsWith("sk_test_");
    }

    @Test
    void neverPrintsAValue() {
        Secrets secrets = Secrets.loadOrCreate(folder.resolve("secrets"), Map.of());
        assertThat(secrets.toString()).doesNotContain(secrets.get("AULA_DEMO_PASSWORD"));
    }
}
