package io.aula.devstack.supervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aula.devstack.Home;
import io.aula.devstack.SetupFailure;
import io.aula.devstack.process.Launch;
import io.aula.devstack.process.PidFile;
import io.aula.devstack.process.Wait;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartCachesTest {

    @TempDir
    Path folder;

    private final List<String> lines = new CopyOnWriteArrayList<>();

    @Test
    void eachIsWrittenInItsTurnAndTold() {
        try (StartCaches caches = begin(StartCaches.When.NOW, training("a", "exit 0"), training("b", "exit 1"))) {
            assertThat(caches).isNotNull();
            assertThat(Wait.until(Duration.ofSeconds(30), () -> lines.size() == 2))
                    .isTrue();
        }
        assertThat(lines.get(0)).startsWith("a starts from a cache");
        assertThat(lines.get(1)).startsWith("b: no start cache").contains("bin/logs start-caches");
    }

    @Test
    void noneIsWrittenWhereNoneIsWanted() {
        try (StartCaches caches = begin(StartCaches.When.OFF, training("a", "exit 0"))) {
            assertThat(caches).isNotNull();
            assertThat(Wait.until(Duration.ofSeconds(2), () -> !lines.isEmpty()))
                    .isFalse();
        }
    }

    @Test
    void whoeverStopsDoesNotWaitForIt() {
        Path mark = folder.resolve("begun");
        StartCaches caches = begin(StartCaches.When.NOW, training("a", "touch " + mark + "; exec sleep 300"));
        assertThat(Wait.until(Duration.ofSeconds(30), () -> Files.exists(mark))).isTrue();
        long began = System.nanoTime();

        caches.close();

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(15));
        assertThat(lines).isEmpty();
    }

    @Test
    void aWordThatIsNoneOfTheThreeIsRefusedByName() {
        assertThatThrownBy(() -> StartCaches.When.of("later"))
                .isInstanceOf(SetupFailure.class)
                .hasMessageContaining("AULA_START_CACHES=later");
    }

    @Test
    void aTrainingKnowsWhatItsServiceKnows() throws Exception {
        Home home = new Home(folder, folder);
        Path jar = folder.resolve("gateway/target/gateway-0.1.0-SNAPSHOT.jar");
        Files.createDirectories(jar.getParent());
        Files.writeString(jar, "x");
        Applications applications = new Applications(home, Map.of("AULA_GATEWAY_KEY", "k", "AULA_STRIPE_API_KEY", "s"));
        assertThat(applications.training("gateway", "gateway", 64))
                .as("nothing is extracted")
                .isEmpty();
        String hash = Applications.hash("gateway", jar);
        Path extracted = home.apps().resolve("gateway-" + hash).resolve(jar.getFileName());
        Files.createDirectories(extracted.getParent());
        Files.writeString(extracted, "x");

        assertThat(applications.training("gateway", "gateway", 64).orElseThrow().environment())
                .containsEntry("AULA_GATEWAY_KEY", "k")
                .as("only identity moves money")
                .doesNotContainKey("AULA_STRIPE_API_KEY");
    }

    private StartCaches begin(StartCaches.When when, StartCaches.Training... trainings) {
        return StartCaches.begin(List.of(trainings), when, new PidFile(folder.resolve("start-caches.pid")), lines::add);
    }

    private StartCaches.Training training(String service, String script) {
        return new StartCaches.Training(
                service,
                new Launch(
                        List.of("bash", "-c", script),
                        Map.of(),
                        folder,
                        folder.resolve("log"),
                        Launch.Signal.TERM,
                        Duration.ofSeconds(5)));
    }
}
