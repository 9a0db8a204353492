package io.aula.devstack.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which MongoDB a machine gets, from a server of releases that is the test's own. */
final class MongoBinariesTest {
    private static final String RELEASE = "mongodb-linux-x86_64-debian12-" + MongoBinaries.VERSION;
    private static final Instant NOW = Instant.parse("2026-12-01T02:00:00Z");

    @TempDir
    private Path folder;

    private final AtomicInteger asked = new AtomicInteger();
    private final Map<String, byte[]> files = new ConcurrentHashMap<>();
    private HttpServer server;

    @BeforeEach
    void serve() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.incrementAndGet();
            byte[] file = files.get(exchange.getRequestURI().getPath().substring(1));
            exchange.sendResponseHeaders(file == null ? 404 : 200, file == null ? -1 : file.length);
            if (file != null) {
                exchange.getResponseBody().write(file);
            }
            exchange.close();
        });
        server.start();
        byte[] archive = archive();
        files.put(RELEASE + ".tgz", archive);
        String sum =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(archive));
        files.put(RELEASE + ".tgz.sha256", (sum + "  " + RELEASE + ".tgz\n").getBytes());
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    /** Something that says which version it is, packed as MongoDB packs its releases. */
    private byte[] archive() throws Exception {
        Path bin = Files.createDirectories(folder.resolve("release/" + RELEASE + "/bin"));
        mongod(bin, MongoBinaries.VERSION);
        Path archive = folder.resolve("release.tgz");
        Process tar = new ProcessBuilder(
                        "tar",
                        "-czf",
                        archive.toString(),
                        "-C",
                        folder.resolve("release").toString(),
                        RELEASE)
                .start();
        assertThat(tar.waitFor()).isZero();
        return Files.readAllBytes(archive);
    }

    private static Path mongod(Path bin, String version) throws IOException {
        Path file = Files.writeString(
                Files.createDirectories(bin).resolve("mongod"), "#!/bin/sh\necho \"db version v" + version + "\"\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }

    private MongoBinaries binaries(Instant now) {
        URI releases = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
        return new MongoBinaries(
                folder.resolve("fetched"),
                folder.resolve("bin").toString(),
                Optional.of("x86_64-debian12"),
                releases,
                Duration.ofSeconds(20),
                Clock.fixed(now, ZoneOffset.UTC));
    }

    private MongoChoice choose() {
        return binaries(NOW).choose(folder.resolve("data"));
    }

    @Test
    void oneIsFetchedOnceComparedWithItsSumAndKept() {
        MongoChoice first = choose();
        assertThat(first).isInstanceOf(MongoChoice.Server.class);
        assertThat(first.name()).isEqualTo(MongoBinaries.VERSION);
        assertThat(asked).hasValue(2);
        assertThat(choose()).isEqualTo(first);
        assertThat(asked).hasValue(2);
    }

    @Test
    void aDamagedReleaseIsNotRun() {
        files.put(RELEASE + ".tgz.sha256", "0".repeat(64).getBytes());
        MongoChoice choice = choose();
        assertThat(choice).isInstanceOf(MongoChoice.StandIn.class);
        assertThat(choice.name()).contains("stand-in", "none could be fetched", "no transactions");
        assertThat(folder.resolve("fetched/" + MongoBinaries.VERSION + "/mongod"))
                .doesNotExist();
    }

    @Test
    void whereNoneCanBeFetchedItIsTriedOnceADay() {
        files.clear();
        assertThat(choose()).isInstanceOf(MongoChoice.StandIn.class);
        int once = asked.get();
        assertThat(choose()).isInstanceOf(MongoChoice.StandIn.class);
        assertThat(asked).hasValue(once);
        binaries(NOW.plus(Duration.ofHours(25))).choose(folder.resolve("data"));
        assertThat(asked.get()).isGreaterThan(once);
    }

    @Test
    void aServerThatTakesTheCallAndSaysNothingIsWaitedForBriefly() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            MongoBinaries binaries = new MongoBinaries(
                    folder.resolve("fetched"),
                    "",
                    Optional.of("x86_64-debian12"),
                    URI.create("http://127.0.0.1:" + silent.getLocalPort() + "/"),
                    Duration.ofMillis(300),
                    Clock.fixed(NOW, ZoneOffset.UTC));
            assertThat(binaries.choose(folder.resolve("data"))).isInstanceOf(MongoChoice.StandIn.class);
        }
    }

    @Test
    void oneOnThePathIsTakenBeforeAnyIsFetched() throws Exception {
        Path own = mongod(folder.resolve("bin"), "7.0.1");
        assertThat(choose()).isEqualTo(new MongoChoice.Server(own, "7.0.1"));
        assertThat(asked).hasValue(0);
    }

    @Test
    void oneOnThePathThatDoesNotRunIsPassedOver() throws Exception {
        Path broken = mongod(folder.resolve("bin"), "7.0.1");
        Files.writeString(broken, "#!/bin/sh\necho \"libcurl.so.4: cannot open\"; exit 127\n");
        assertThat(choose().name()).isEqualTo(MongoBinaries.VERSION);
    }

    @Test
    void whatTheStandInKeepsStaysWithIt() throws Exception {
        mongod(folder.resolve("bin"), "7.0.1");
        Files.writeString(Files.createDirectories(folder.resolve("data")).resolve("data.mv"), "comments");
        assertThat(choose()).isInstanceOf(MongoChoice.StandIn.class);
    }

    @Test
    void aReleaseIsOfTheSystemThatRuns() throws Exception {
        Path file = Files.writeString(folder.resolve("os-release"), "NAME=\"Debian\"\nVERSION_ID=\"12\"\nID=debian\n");
        assertThat(MongoBinaries.build("amd64", file)).contains("x86_64-debian12");
        assertThat(MongoBinaries.build("riscv64", file)).isEmpty();
        assertThat(MongoBinaries.build("amd64", folder.resolve("none"))).isEmpty();
    }
}
