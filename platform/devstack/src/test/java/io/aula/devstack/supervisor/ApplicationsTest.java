package io.aula.devstack.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import io.aula.devstack.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApplicationsTest {

    @TempDir
    Path folder;

    @Test
    void whatEarlierBuildsOfAServiceLeftIsDeletedAndNothingElse() throws IOException {
        Home home = new Home(folder, folder);
        Path now = make(home.apps().resolve("courses-22/lib/a.jar"));
        Path old = make(home.apps().resolve("courses-11/lib/a.jar"));
        Path other = make(home.apps().resolve("social-11/lib/a.jar"));
        Path cache = make(home.aot().resolve("courses-22.aot"));
        Path oldCache = make(home.aot().resolve("courses-11.aot"));

        Applications.forgetOtherBuilds(home, "courses", "22");

        assertThat(now).exists();
        assertThat(cache).exists();
        assertThat(other).exists();
        assertThat(old.getParent().getParent()).doesNotExist();
        assertThat(oldCache).doesNotExist();
    }

    private static Path make(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        return Files.writeString(file, "x");
    }
}
