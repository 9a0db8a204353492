package io.aula.devstack.service;

import io.aula.devstack.SetupFailure;
import io.aula.devstack.process.Launch;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The real server from the embedded binaries, started by us in the foreground: durable settings stay on, and its pid is
 * the server's own, so that a kill hits what it names.
 */
public final class Postgres {

    public static final String VERSION = "18.6";
    public static final String USER = "postgres";
    public static final String PASSWORD = "postgres";

    private final Path home;
    private final int port;

    public Postgres(Path home, int port) {
        this.home = home.toAbsolutePath();
        this.port = port;
    }

    /** Unpacks the binaries and makes an empty cluster where there is none. */
    public Launch prepare(Path log) {
        Path binaries = home.resolve("server");
        Path cluster = home.resolve("cluster");
        try {
            Files.createDirectories(home);
            if (!Files.exists(binaries.resolve(".complete"))) {
                unpack(binaries);
            }
            List<String> unprivileged = unprivileged();
            if (!Files.exists(cluster.resolve("PG_VERSION"))) {
                initialise(binaries, cluster, unprivileged);
            }
            List<String> command = new ArrayList<>(unprivileged);
            command.addAll(List.of(
                    binaries.resolve("bin/postgres").toString(),
                    "-D",
                    cluster.toString(),
                    "-p",
                    String.valueOf(port),
                    "-c",
                    "listen_addresses=127.0.0.1",
                    "-c",
                    "unix_socket_directories=",
                    "-c",
                    "shared_preload_libraries=pg_stat_statements",
                    "-c",
                    "shared_buffers=96MB",
                    "-c",
                    "max_connections=120"));
            return new Launch(command, Map.of(), home, log, Launch.Signal.INT, Duration.ofSeconds(30));
        } catch (IOException e) {
            throw new SetupFailure("postgres: cannot prepare " + home + " (" + e.getMessage() + ")", e);
        }
    }

    public String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    public boolean isReady() {
        try (Connection connection = connect("postgres")) {
            return connection.isValid(2);
        } catch (SQLException e) {
            return false;
        }
    }

    public void createDatabases(String... names) {
        try (Connection connection = connect("postgres");
                var known = connection.prepareStatement("select 1 from pg_database where datname = ?");
                var create = connection.createStatement()) {
            for (String name : names) {
                known.setString(1, name);
                try (var rows = known.executeQuery()) {
                    if (!rows.next()) {
                        create.execute("create database \"" + name + "\"");
                    }
                }
            }
        } catch (SQLException e) {
            throw new SetupFailure("postgres: cannot create its databases (" + e.getMessage() + ")", e);
        }
    }

    private Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(jdbcUrl(database) + "?connectTimeout=2&socketTimeout=30", USER, PASSWORD);
    }

    /** The server refuses to run as root; there it gets a user namespace or, where those are off, "nobody". */
    private List<String> unprivileged() throws IOException {
        if (!"root".equals(System.getProperty("user.name"))) {
            return List.of();
        }
        if (run(List.of("unshare", "-U", "true")) == 0) {
            return List.of("unshare", "-U");
        }
        run(List.of("chown", "-R", "65534:65534", home.toString()));
        return List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");
    }

    private void initialise(Path binaries, Path cluster, List<String> unprivileged) throws IOException {
        Path password = Files.writeString(home.resolve("initial-password"), PASSWORD);
        List<String> command = new ArrayList<>(unprivileged);
        command.addAll(List.of(
                binaries.resolve("bin/initdb").toString(),
                "-A",
                "scram-sha-256",
                "-U",
                USER,
                "-D",
                cluster.toString(),
                "-E",
                "UTF-8",
                "--locale-provider=icu",
                "--icu-locale=und",
                "--locale=C",
                "--pwfile=" + password));
        int exit = run(command);
        Files.deleteIfExists(password);
        if (exit != 0) {
            throw new SetupFailure(
                    "postgres: initdb failed with exit code " + exit + "; see " + home.resolve("setup.log"));
        }
    }

    private void unpack(Path binaries) throws IOException {
        String architecture = System.getProperty("os.arch").equals("aarch64") ? "arm_64" : "x86_64";
        String resource = "postgres-linux-" + architecture + ".txz";
        try (InputStream packed = Postgres.class.getClassLoader().getResourceAsStream(resource)) {
            if (packed == null) {
                throw new SetupFailure("postgres: no binaries for " + architecture + "; set AULA_COURSES_POSTGRES_URL"
                        + " and AULA_IDENTITY_POSTGRES_URL to a server of yours");
            }
            Files.createDirectories(binaries);
            Process tar = new ProcessBuilder("tar", "-x", "-C", binaries.toString())
                    .redirectOutput(home.resolve("setup.log").toFile())
                    .redirectErrorStream(true)
                    .start();
            try (var unpacked = new org.tukaani.xz.XZInputStream(packed);
                    var sink = tar.getOutputStream()) {
                unpacked.transferTo(sink);
            }
            if (await(tar) != 0) {
                throw new SetupFailure("postgres: cannot unpack its binaries; see " + home.resolve("setup.log"));
            }
            Files.writeString(binaries.resolve(".complete"), VERSION);
        }
    }

    private int run(List<String> command) throws IOException {
        return await(new ProcessBuilder(command)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        home.resolve("setup.log").toFile()))
                .start());
    }

    private static int await(Process process) {
        try {
            if (process.waitFor(90, TimeUnit.SECONDS)) {
                return process.exitValue();
            }
            process.destroyForcibly();
            return -1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return -1;
        }
    }
}
