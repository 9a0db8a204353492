package io.aula.transcoder.job;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where children run. With bubblewrap a child has no network, no other process and no file but the system's own, ours, the
 * one it reads and one folder; without it (not installed, or a kernel or pod that makes no namespaces) it has no network
 * where the kernel lets us. Its memory, processor time, files and processes are limited in both. Decision 0028.
 */
public final class Jail {

    private static final Logger LOG = LoggerFactory.getLogger(Jail.class);
    private static final int MOST_FILES = 512;
    /** Threads count too: GStreamer has a few for each element. */
    private static final int MOST_PROCESSES = 512;

    /** The largest rung of six hours is written in one file before it is cut. */
    private static final long LARGEST_FILE = 16L << 30;

    /** Where systemd takes users for a while from; no account is there. */
    private static final int FIRST_USER = 61_184;

    private static final int USERS = 4_336;
    private static final List<String> SYSTEM = List.of(
            "/usr",
            "/bin",
            "/sbin",
            "/lib",
            "/lib32",
            "/lib64",
            "/etc/alternatives",
            "/etc/fonts",
            "/etc/java-25-openjdk",
            "/etc/ld.so.cache",
            "/etc/localtime",
            "/var/cache/fontconfig",
            "/sys/devices/system",
            "/sys/fs/cgroup");
    /** Where an encoder of the machine's own is reached. */
    private static final List<String> DEVICES =
            List.of("/dev/dri", "/dev/nvidia0", "/dev/nvidiactl", "/dev/nvidia-uvm", "/dev/nvidia-modeset");

    private final Kind kind;
    private final boolean isRoot;
    private final Path registry;

    private enum Kind {
        BUBBLEWRAP,
        OWN_NETWORK,
        OWN_NETWORK_AND_USER,
        LIMITS_ONLY
    }

    /**
     * What one child may have.
     *
     * @param cpu of all its processors together
     * @param read files it may read
     * @param room the only folder it may write, and its working directory
     */
    record Bounds(long memoryBytes, Duration cpu, List<Path> read, Path room) {
        Bounds {
            read = List.copyOf(read);
        }

        /** The same at each try: what an earlier one left in the room is its own. */
        int user() {
            return FIRST_USER + Math.floorMod(room.toAbsolutePath().hashCode(), USERS);
        }
    }

    private Jail(Kind kind, boolean isRoot, Path registry) {
        this.kind = kind;
        this.isRoot = isRoot;
        this.registry = registry;
    }

    /**
     * The best that this machine gives, found by trying, and said in one line.
     *
     * @param folder of the worker, where GStreamer's list of plugins is kept: children only read it, for what it names is loaded
     */
    public static Jail of(Path folder) throws IOException {
        Files.createDirectories(folder);
        boolean isRoot = Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        Path registry = folder.toAbsolutePath().resolve("gstreamer.registry");
        list(registry);
        Jail best = new Jail(Kind.BUBBLEWRAP, isRoot, registry);
        Bounds bounds = new Bounds(1L << 30, Duration.ofMinutes(1), List.of(), folder.resolve("trial"));
        best.prepare(bounds);
        String why = complaint(best.command(bounds, List.of("/bin/true")));
        if (why.isEmpty()) {
            LOG.info("children run in bubblewrap: no network, no files of others, limits on what they use");
            return best;
        }
        for (Kind kind : List.of(Kind.OWN_NETWORK, Kind.OWN_NETWORK_AND_USER)) {
            Jail jail = new Jail(kind, isRoot, registry);
            if (complaint(jail.command(bounds, List.of("/bin/true"))).isEmpty()) {
                LOG.warn("children can read what the worker can, without network: bubblewrap does not work ({})", why);
                return jail;
            }
        }
        LOG.warn("children have limits only: neither bubblewrap ({}) nor a network of their own works", why);
        return new Jail(Kind.LIMITS_ONLY, isRoot, registry);
    }

    /** Whether a child sees no file but those it is given. */
    public boolean hidesFiles() {
        return kind == Kind.BUBBLEWRAP;
    }

    Path registry() {
        return registry;
    }

    /** Makes the folder that a child may write. */
    void prepare(Bounds bounds) throws IOException {
        Files.createDirectories(bounds.room());
        if (!hasUser(bounds)) {
            return;
        }
        try (Stream<Path> all = Files.walk(bounds.room())) {
            for (Path each : all.toList()) {
                // A link is changed, not what it leads to.
                Files.setAttribute(each, "unix:uid", bounds.user(), LinkOption.NOFOLLOW_LINKS);
            }
        }
    }

    /**
     * The kernel counts processes by user, and none of root's. So a child of root gets a user of its own, if everybody can read what
     * it reads: with one for all, a child that starts as many as it may would leave none for the others. In a namespace of users,
     * as others than root have it, they are counted apart anyway.
     */
    private boolean hasUser(Bounds bounds) {
        return kind == Kind.BUBBLEWRAP && isRoot && bounds.read().stream().allMatch(Jail::everybodyReads);
    }

    List<String> command(Bounds bounds, List<String> program) {
        List<String> words = new ArrayList<>(
                switch (kind) {
                    case BUBBLEWRAP -> bubblewrap(bounds);
                    case OWN_NETWORK -> List.of("unshare", "-n");
                    case OWN_NETWORK_AND_USER -> List.of("unshare", "-rn");
                    case LIMITS_ONLY -> List.of();
                });
        words.addAll(List.of(
                "prlimit",
                "--core=0",
                "--nofile=" + MOST_FILES,
                "--fsize=" + LARGEST_FILE,
                "--data=" + bounds.memoryBytes(),
                "--cpu=" + bounds.cpu().toSeconds()));
        if (kind == Kind.BUBBLEWRAP) {
            // Elsewhere all processes of the user would count.
            words.add("--nproc=" + MOST_PROCESSES);
        }
        words.addAll(program);
        return words;
    }

    private List<String> bubblewrap(Bounds bounds) {
        List<String> words = new ArrayList<>(List.of("bwrap", "--die-with-parent", "--new-session"));
        words.addAll(
                isRoot
                        ? List.of("--unshare-net", "--unshare-pid", "--unshare-ipc", "--unshare-uts")
                        : List.of("--unshare-all"));
        words.addAll(List.of("--proc", "/proc", "--dev", "/dev"));
        DEVICES.forEach(device -> words.addAll(List.of("--dev-bind-try", device, device)));
        words.addAll(List.of("--remount-ro", "/dev", "--size", String.valueOf(64 << 20), "--tmpfs", "/tmp"));
        Set<Path> shown = new LinkedHashSet<>();
        SYSTEM.forEach(path -> shown.add(Path.of(path)));
        shown.addAll(programs());
        shown.add(registry);
        Path room = bounds.room().toAbsolutePath();
        // Left to itself, bubblewrap makes the folders above them for root alone.
        Stream.of(shown, bounds.read(), List.of(room))
                .flatMap(Collection::stream)
                .flatMap(Jail::above)
                .distinct()
                .forEach(path -> words.addAll(List.of("--dir", path)));
        shown.forEach(path -> words.addAll(List.of("--ro-bind-try", path.toString(), path.toString())));
        words.addAll(List.of("--bind", room.toString(), room.toString()));
        for (Path path : bounds.read()) {
            words.addAll(List.of("--ro-bind", path.toString(), path.toString()));
        }
        words.addAll(List.of("--chdir", room.toString()));
        if (hasUser(bounds)) {
            int user = bounds.user();
            words.addAll(List.of("--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID", "setpriv", "--reuid=" + user));
            words.addAll(List.of("--regid=" + user, "--clear-groups", "--inh-caps=-all", "--ambient-caps=-all"));
        }
        return words;
    }

    /** From the top down. */
    private static Stream<String> above(Path path) {
        Path folder = path.getParent();
        return folder == null || folder.getNameCount() == 0
                ? Stream.empty()
                : IntStream.rangeClosed(1, folder.getNameCount()).mapToObj(count -> "/" + folder.subpath(0, count));
    }

    private static boolean everybodyReads(Path file) {
        try {
            return Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ);
        } catch (IOException e) {
            return false;
        }
    }

    /** The JDK, and what is on our class path. */
    private static Set<Path> programs() {
        Set<Path> programs = new LinkedHashSet<>();
        programs.add(Path.of(System.getProperty("java.home")));
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path path = Path.of(entry).toAbsolutePath();
            programs.add(path);
            if (entry.endsWith(".jar")) {
                programs.addAll(namedBy(path));
            }
        }
        return programs;
    }

    /** A jar may stand for others, as that of a test run does. */
    private static List<Path> namedBy(Path jar) {
        try (JarFile file = new JarFile(jar.toFile())) {
            Manifest manifest = file.getManifest();
            String others =
                    manifest == null ? null : manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
            List<Path> named = new ArrayList<>();
            for (String other : others == null ? new String[0] : others.split(" ")) {
                URI address = jar.toUri().resolve(other);
                if (!other.isBlank() && "file".equals(address.getScheme())) {
                    named.add(Path.of(address));
                }
            }
            return named;
        } catch (IOException | IllegalArgumentException e) {
            return List.of();
        }
    }

    /** GStreamer's list of plugins, brought up to date here, where nothing of a stranger's has run. */
    private static void list(Path registry) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("gst-inspect-1.0", "filesrc")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("GST_REGISTRY", registry.toString());
        try {
            Process process = builder.start();
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            LOG.warn(
                    "gst-inspect-1.0 is not there: every child looks for GStreamer's plugins anew, about a second each");
        }
    }

    /** Empty when the command works. */
    private static String complaint(List<String> command) {
        try {
            Process trial =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            trial.getOutputStream().close();
            String said = new String(trial.getInputStream().readNBytes(500)).strip();
            if (trial.waitFor(5, TimeUnit.SECONDS)) {
                return trial.exitValue() == 0 ? "" : said.isEmpty() ? "it ended with " + trial.exitValue() : said;
            }
            trial.destroyForcibly();
            return "it did not end";
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }
}
