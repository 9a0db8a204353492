package io.aula.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The stand-alone gateway as a process of its own, as its script starts it: what cannot be is one line and exit 2. */
class RefusedStartTest {

    private static final String SUPERGRAPH = "src/test/resources/execution/supergraph.graphql";
    private static final int PATIENCE_SECONDS = 60;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            --port abc | introspection=true                       | --port wants a number
            --port 0   | introspektion=false                      | introspektion is no setting
            --port 0   | subgraph.usres.url=http://localhost:1    | subgraph.usres is no subgraph: there are reviews, users
            --port 0   | subgraph.users.url=ws://localhost:1      | WebSocket is spoken at the http address
            """)
    void whatCannotBeMeantIsSaidInOneLine(String option, String setting, String reason) throws Exception {
        var config = Files.writeString(folder.resolve("gateway.properties"), setting + "\n");
        refuses(reason, Stream.concat(Arrays.stream(option.split(" ")), Stream.of("--config", config.toString())));
    }

    @Test
    void aPortInUseIsSaidInOneLine() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            refuses("something listens there already", Stream.of("--port", String.valueOf(taken.getLocalPort())));
        }
    }

    private void refuses(String reason, Stream<String> arguments) throws IOException, InterruptedException {
        var out = folder.resolve("out");
        var err = folder.resolve("err");
        var process = new ProcessBuilder(command(arguments))
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        try {
            assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .as("it ends by itself")
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(Files.readAllLines(err, StandardCharsets.UTF_8))
                .singleElement()
                .asString()
                .startsWith("gateway: ")
                .contains(reason);
        assertThat(out).isEmptyFile();
        assertThat(process.exitValue()).isEqualTo(2);
    }

    private static List<String> command(Stream<String> arguments) {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var jvm = List.of(
                java,
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx128m",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                // The script's class path has a logger; that there is none here is not what is asked.
                "-Dslf4j.internal.verbosity=ERROR",
                "-cp",
                withoutSpring(),
                StandaloneGateway.class.getName(),
                "--supergraph",
                SUPERGRAPH);
        return Stream.concat(jvm.stream(), arguments).toList();
    }

    /** The engine runs without Spring and its logger. */
    private static String withoutSpring() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.contains("springframework") && !entry.contains("logback"))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
