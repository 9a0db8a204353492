package io.aula.transcoder.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.aula.transcoder.ladder.FailureCode;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a child that was taken over can do, tried by one that does it. */
final class JailTest {

    private static final Duration LONG = Duration.ofMinutes(2);

    @TempDir
    private static Path folder;

    private static Jail jail;

    @BeforeAll
    static void openJail() throws IOException {
        jail = Jail.of(folder.resolve("scratch"));
        assumeTrue(jail.hidesFiles(), "skipped: bubblewrap is not installed, or this kernel makes no namespaces");
    }

    @Test
    void readsWhatItIsGivenAndWritesInItsRoom() throws Exception {
        Path given = Files.writeString(folder.resolve("given"), "the source");
        assertThat(said("read " + given, given)).isEqualTo("read: the source");
        assertThat(said("write " + room().resolve("mine"))).startsWith("wrote: ");
        assertThat(room().resolve("mine")).hasContent("was here");
    }

    @Test
    void changesNothingOfWhatItIsGiven() throws Exception {
        Path given = Files.writeString(folder.resolve("kept"), "as it was");
        assertThat(said("write " + given, given)).startsWith("denied: ");
        assertThat(given).hasContent("as it was");
    }

    @Test
    void seesNoOtherFile() throws Exception {
        Path secret = Files.writeString(folder.resolve("secret"), "password");
        assertThat(said("read " + secret)).startsWith("denied: java.nio.file.NoSuchFileException");
        assertThat(said("read /etc/passwd")).startsWith("denied: ");
        assertThat(said("read /proc/" + ProcessHandle.current().pid() + "/environ"))
                .startsWith("denied: ");
        assertThat(said("list " + folder)).doesNotContain("secret");
    }

    @Test
    void changesNothingOfTheSystem() throws Exception {
        assertThat(said("write /usr/bin/evil")).startsWith("denied: ");
        assertThat(said("write " + jail.registry())).startsWith("denied: ");
        assertThat(said("write " + folder.resolve("beside"))).startsWith("denied: ");
        assertThat(folder.resolve("beside")).doesNotExist();
    }

    @Test
    void reachesNobody() throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                DatagramSocket receiver = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"))) {
            listener.setSoTimeout(500);
            receiver.setSoTimeout(500);
            assertThat(said("connect " + listener.getLocalPort())).startsWith("denied: ");
            said("send " + receiver.getLocalPort());
            assertThat(org.assertj.core.api.Assertions.catchThrowable(listener::accept))
                    .isInstanceOf(java.net.SocketTimeoutException.class);
            assertThat(org.assertj.core.api.Assertions.catchThrowable(
                            () -> receiver.receive(new java.net.DatagramPacket(new byte[1], 1))))
                    .isInstanceOf(java.net.SocketTimeoutException.class);
        }
    }

    @Test
    void startsNoMoreProcessesThanItMay() throws Exception {
        String forked = said("fork");
        assertThat(Integer.parseInt(forked.replace("forked: ", ""))).isBetween(100, 520);
        Thread.sleep(500);
        assertThat(ProcessHandle.allProcesses()
                        .filter(process ->
                                process.info().commandLine().orElse("").endsWith("sleep 61")))
                .isEmpty();
    }

    @Test
    void leavesOthersTheirProcessesWhenItHasStartedAllItMay() throws Exception {
        Path given = Files.writeString(folder.resolve("given-too"), "the source");
        Jail.Bounds greedy = new Jail.Bounds(4L << 30, LONG, List.of(), folder.resolve("scratch/greedy"));
        try (ChildProcess child = start("hoard", greedy)) {
            Optional<String> forked = child.next(line -> line);
            assertThat(forked.orElseThrow()).startsWith("forked: ");
            assertThat(said("read " + given, given)).isEqualTo("read: the source");
        }
    }

    @Test
    void isEndedAtOnceWhenItCanStartNoThread() throws Exception {
        long began = System.nanoTime();
        try (ChildProcess child = start("threads", bounds())) {
            while (child.next().isPresent()) {
                // It says nothing but that.
            }
            assertThat(child.end().told()).contains("SIGKILL").contains("native thread");
            assertThat(child.end().failure()).isEqualTo(FailureCode.OUT_OF_RESOURCES);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(60));
    }

    @Test
    void goesOnWithWhatAnEarlierTryLeftInItsRoom() throws Exception {
        Path left = room().resolve("left");
        assertThat(said("write " + left)).startsWith("wrote: ");
        Files.setAttribute(left, "unix:uid", Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        assertThat(said("write " + left)).startsWith("wrote: ");
    }

    @Test
    void isEndedWhenItWritesTooMuch() throws Exception {
        AtomicReference<String> excess = new AtomicReference<>("");
        try (ChildProcess child = start("fill " + room(), bounds())) {
            child.watch(LONG, 64 << 20, excess::set);
            assertThat(child.next(line -> line)).isEmpty();
            assertThat(child.end().told()).contains("SIGKILL");
        }
        assertThat(excess).hasValue("wrote more than 64 MB");
    }

    @Test
    void writesNoFileLargerThanItMay() throws Exception {
        assertThat(said("beyond " + room().resolve("large"))).isEqualTo("wrote " + (16L << 30) + ": File too large");
    }

    @Test
    void isEndedWhenItTakesTooLong() throws Exception {
        AtomicReference<String> excess = new AtomicReference<>("");
        try (ChildProcess child = start("spin", bounds())) {
            child.watch(Duration.ofSeconds(4), Long.MAX_VALUE, excess::set);
            assertThat(child.next(line -> line)).isEmpty();
        }
        assertThat(excess.get()).startsWith("took longer");
    }

    @Test
    void isEndedWhenItNeitherSaysAnythingNorWorks() throws Exception {
        AtomicReference<String> excess = new AtomicReference<>("");
        try (ChildProcess child = start("sleep", bounds())) {
            child.watch(LONG, Long.MAX_VALUE, Duration.ofSeconds(2), excess::set);
            assertThat(child.next(line -> line)).isEmpty();
        }
        assertThat(excess).hasValue("stood still for 2 s");
    }

    @Test
    void mayTakeLongerTheLongerItsVideoIs() {
        assertThat(TranscodeRun.allowed(0)).isEqualTo(Duration.ofMinutes(10));
        assertThat(TranscodeRun.allowed(60_000)).isEqualTo(Duration.ofMinutes(30));
        assertThat(TranscodeRun.allowed(10 * 60_000)).isEqualTo(Duration.ofMinutes(210));
        assertThat(TranscodeRun.allowed(6 * 3_600_000)).as("however long it is").isEqualTo(Duration.ofMinutes(225));
    }

    @Test
    void mayLookAtASourceForAMinuteAndForWhatReadingItTakes() {
        assertThat(TranscodeRun.probing(0)).isEqualTo(Duration.ofMinutes(1));
        assertThat(TranscodeRun.probing(8L << 30)).isEqualTo(Duration.ofSeconds(60 + 512));
    }

    @Test
    void hasNoMoreMemoryThanItMay() throws Exception {
        Jail.Bounds bounds = new Jail.Bounds(1L << 30, LONG, List.of(), room());
        try (ChildProcess child = start("swallow", bounds)) {
            assertThat(child.next(line -> line)).isEmpty();
            ChildEnd end = child.end();
            assertThat(end.failure()).isEqualTo(FailureCode.OUT_OF_RESOURCES);
            assertThat(end.told()).contains("OutOfMemoryError");
        }
    }

    @Test
    void hasNoMoreProcessorTimeThanItMay() throws Exception {
        Jail.Bounds bounds = new Jail.Bounds(1L << 30, Duration.ofSeconds(2), List.of(), room());
        try (ChildProcess child = start("spin", bounds)) {
            assertThat(child.next(line -> line)).isEmpty();
            assertThat(child.end().told()).containsAnyOf("SIGXCPU", "SIGKILL");
        }
    }

    @Test
    void tellsOfACrashInNativeCodeWhereItWas() throws Exception {
        try (ChildProcess child = start("crash", bounds())) {
            assertThat(child.next()).isEmpty();
            assertThat(child.end().told()).contains("SIGSEGV (0x");
            assertThat(child.end().failure()).isEqualTo(FailureCode.INTERNAL);
        }
    }

    @Test
    void tellsTheCodeAndTheLastLineOfAChildThatGaveUp() throws Exception {
        try (ChildProcess child = start("die", bounds())) {
            assertThat(child.next(line -> line)).isEmpty();
            assertThat(child.end().told())
                    .isEqualTo("the media process ended with code 7; its last words: something went wrong here");
        }
    }

    private static Path room() {
        return folder.resolve("scratch/room");
    }

    private static Jail.Bounds bounds(Path... read) {
        return new Jail.Bounds(4L << 30, LONG, List.of(read), room());
    }

    private static ChildProcess start(String request, Jail.Bounds bounds) throws IOException {
        return ChildProcess.trial(jail, bounds, Misbehaving.class.getName(), request);
    }

    private static String said(String request, Path... read) throws Exception {
        try (ChildProcess child = start(request, bounds(read))) {
            Thread deadline = child.watch(LONG, Long.MAX_VALUE, why -> {});
            Optional<String> said = child.next(line -> line);
            deadline.interrupt();
            return said.orElse("nothing; " + child.end().told());
        }
    }
}
