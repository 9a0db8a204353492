package io.aula.devstack.service;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds a real MongoDB for this machine: one on the path, one that was fetched before, one that can be fetched now. Else the stand-in
 * runs, with the reason. What the stand-in keeps already stays with it: another server would not see it.
 *
 * @param fetched where releases lie once they were fetched
 * @param path the folders to look for a {@code mongod} in, as {@code PATH} names them
 * @param build for which system a release is wanted; empty where there is none for this machine
 */
public record MongoBinaries(
        Path fetched, String path, Optional<String> build, URI releases, Duration reach, Clock clock) {
    static final String VERSION = "8.0.4";
    /** A machine without a way out is not kept waiting at each start. */
    private static final Duration AGAIN_AFTER = Duration.ofDays(1);

    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(10);
    private static final Pattern VERSION_LINE = Pattern.compile("db version v(\\S+)");

    /** For this machine, from MongoDB's own server. */
    public static MongoBinaries ofThisMachine(Path fetched) {
        return new MongoBinaries(
                fetched,
                System.getenv().getOrDefault("PATH", ""),
                build(System.getProperty("os.arch"), Path.of("/etc/os-release")),
                URI.create("https://fastdl.mongodb.org/linux/"),
                Duration.ofSeconds(10),
                Clock.systemUTC());
    }

    /** Of the systems that there are releases for, the one that this machine runs. */
    static Optional<String> build(String architecture, Path osRelease) {
        try {
            String text = Files.readString(osRelease).replace("\"", "");
            String system = value(text, "ID") + value(text, "VERSION_ID").replace(".", "");
            return switch (architecture + " " + system) {
                case "amd64 debian12", "amd64 debian13" -> Optional.of("x86_64-debian12");
                case "amd64 ubuntu2204" -> Optional.of("x86_64-ubuntu2204");
                case "amd64 ubuntu2404" -> Optional.of("x86_64-ubuntu2404");
                case "aarch64 ubuntu2204" -> Optional.of("aarch64-ubuntu2204");
                case "aarch64 ubuntu2404" -> Optional.of("aarch64-ubuntu2404");
                default -> Optional.empty();
            };
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static String value(String text, String name) {
        Matcher found = Pattern.compile("(?m)^" + name + "=(\\S+)").matcher(text);
        return found.find() ? found.group(1) : "";
    }

    /** @param data the folder in which it is to keep what it keeps */
    public MongoChoice choose(Path data) {
        if (Files.exists(Mongo.fileIn(data))) {
            return new MongoChoice.StandIn("its data is in " + Mongo.fileIn(data));
        }
        return Stream.concat(onPath(), Stream.of(executable()))
                .filter(Files::isExecutable)
                .flatMap(found -> working(found).stream())
                .findFirst()
                .orElseGet(this::fetch);
    }

    private Stream<Path> onPath() {
        return Arrays.stream(path.split(":"))
                .filter(folder -> !folder.isBlank())
                .map(folder -> Path.of(folder).resolve("mongod"));
    }

    private Path executable() {
        return fetched.resolve(VERSION).resolve("mongod");
    }

    /** Whether it runs here: a library may be missing. */
    private static Optional<MongoChoice> working(Path executable) {
        try {
            Process asked = new ProcessBuilder(executable.toString(), "--version")
                    .redirectErrorStream(true)
                    .start();
            try {
                if (!asked.waitFor(ANSWERS_WITHIN.toSeconds(), TimeUnit.SECONDS) || asked.exitValue() != 0) {
                    return Optional.empty();
                }
                Matcher version =
                        VERSION_LINE.matcher(new String(asked.getInputStream().readAllBytes()));
                return version.find()
                        ? Optional.of(new MongoChoice.Server(executable, version.group(1)))
                        : Optional.empty();
            } finally {
                asked.destroyForcibly();
            }
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private MongoChoice fetch() {
        if (build.isEmpty()) {
            return new MongoChoice.StandIn("no release for this system");
        }
        if (failedLately()) {
            return new MongoChoice.StandIn("none could be fetched; tried once a day");
        }
        try {
            Path executable = new MongoDownload(releases, reach)
                    .into(fetched.resolve(VERSION), "mongodb-linux-" + build.get() + "-" + VERSION);
            Optional<MongoChoice> found = working(executable);
            if (found.isEmpty()) {
                noteFailure();
            }
            return found.orElseGet(() -> new MongoChoice.StandIn("what was fetched does not run here"));
        } catch (IOException e) {
            noteFailure();
            return new MongoChoice.StandIn("none could be fetched");
        }
    }

    private boolean failedLately() {
        try {
            Instant failed = Instant.parse(Files.readString(failure()).strip());
            return clock.instant().isBefore(failed.plus(AGAIN_AFTER));
        } catch (IOException | java.time.DateTimeException e) {
            return false;
        }
    }

    private void noteFailure() {
        try {
            Files.createDirectories(fetched);
            Files.writeString(failure(), clock.instant().toString());
        } catch (IOException e) {
            // then it is tried again at the next start
        }
    }

    private Path failure() {
        return fetched.resolve("failed-at");
    }
}
