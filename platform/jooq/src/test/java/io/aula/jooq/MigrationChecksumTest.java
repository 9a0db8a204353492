package io.aula.jooq;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigrationChecksumTest {
    @TempDir
    Path migrations;

    @Test
    void changesWithTheTextOfAMigration() throws Exception {
        Path file = Files.writeString(migrations.resolve("V1__a.sql"), "create table a (id text)");
        String before = MigrationChecksum.of(migrations, "s", "p");
        assertThat(MigrationChecksum.of(migrations, "s", "p")).isEqualTo(before);

        Files.writeString(file, "create table a (id int)");
        assertThat(MigrationChecksum.of(migrations, "s", "p")).isNotEqualTo(before);
    }

    @Test
    void isThatOfTheWholeFolder() throws Exception {
        Files.writeString(migrations.resolve("V1__a.sql"), "select 1");
        String before = MigrationChecksum.of(migrations, "s", "p");
        Files.writeString(migrations.resolve("V2__b.sql"), "select 1");
        assertThat(MigrationChecksum.of(migrations, "s", "p")).isNotEqualTo(before);
    }
}
