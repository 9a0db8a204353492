import io.aula.transcoder.ladder.RungRequest;
import io.aula.transcoder.pipeline.ChildEvent;
import io.aula.transcoder.pipeline.ChildRequest;
import io.aula.transcoder.pipeline.Encoder;
import io.aula.transcoder.pipeline.EventLines;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Processor seconds and memory of a media process, beside ffmpeg's on the same work: the same clip, the same two passes over the
 * same rungs with the same encoder settings, the sound, and the pictures that a poster and a storyboard are made of. The runs
 * alternate, so a busy machine slows all. ffmpeg is run as it comes, with a thread for each processor to decode and to scale, and with one
 * thread for each, as our decoder has it: the fewer threads, the fewer pictures are under way. {@code LadderBench WORK [ROUNDS [SECONDS [PRESET]]]}; WORK holds what is made.
 *
 * <p>Memory is the highest resident set of any one process (VmHWM of proc(5)); ours holds a JVM.
 */
final class LadderBench {

    private static final List<RungRequest> RUNGS = List.of(
            new RungRequest(360, 700), new RungRequest(480, 1200), new RungRequest(720, 2500), new RungRequest(1080, 4500));
    private static final int PICTURES_A_SEGMENT = 100;

    private final Path work;
    private final int rounds;
    private final int seconds;
    private final String preset;

    private record Spent(double cpuSeconds, double wallSeconds, long peakMiB) {

        Spent plus(Spent other) {
            return new Spent(
                    cpuSeconds + other.cpuSeconds, wallSeconds + other.wallSeconds, Math.max(peakMiB, other.peakMiB));
        }
    }

    private LadderBench(String[] arguments) {
        work = Path.of(arguments[0]);
        rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 3;
        seconds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 60;
        preset = arguments.length > 3 ? arguments[3] : "veryfast";
    }

    public static void main(String[] arguments) throws Exception {
        new LadderBench(arguments).run();
    }

    private void run() throws Exception {
        Path clip = work.resolve("clip-" + seconds + ".mp4");
        if (!Files.exists(clip)) {
            make(clip);
        }
        List<Spent> ours = new ArrayList<>();
        List<Spent> theirs = new ArrayList<>();
        List<Spent> single = new ArrayList<>();
        System.out.printf("%-22s %12s %12s %8s %14s %14s%n", "round", "CPU s ours", "CPU s ffmpeg", "ratio", "MiB ours", "MiB ffmpeg");
        for (int round = 1; round <= rounds; round++) {
            ours.add(ours(clip));
            theirs.add(theirs(clip, List.of()));
            single.add(theirs(clip, List.of("-threads", "1", "-filter_threads", "1", "-filter_complex_threads", "1")));
            line(round + " as it comes", ours.getLast(), theirs.getLast());
            line(round + " with one thread", ours.getLast(), single.getLast());
        }
        line("median as it comes", median(ours), median(theirs));
        line("median with one thread", median(ours), median(single));
    }

    private static void line(String name, Spent ours, Spent theirs) {
        System.out.printf(
                Locale.ROOT,
                "%-22s %12.1f %12.1f %8.2f %14d %14d   wall %.0f s beside %.0f s%n",
                name,
                ours.cpuSeconds,
                theirs.cpuSeconds,
                ours.cpuSeconds / theirs.cpuSeconds,
                ours.peakMiB,
                theirs.peakMiB,
                ours.wallSeconds,
                theirs.wallSeconds);
    }

    private static Spent median(List<Spent> all) {
        return all.stream()
                .sorted(Comparator.comparingDouble(Spent::cpuSeconds))
                .toList()
                .get(all.size() / 2);
    }

    /** Movement, grain and edges, so that an encoder has something to do; a voice-like sound. */
    private void make(Path clip) throws Exception {
        Files.createDirectories(work);
        Path part = work.resolve("part.mp4");
        ffmpeg(List.of(
                "-f", "lavfi", "-i", "testsrc2=size=1920x1080:rate=25:duration=" + seconds,
                "-f", "lavfi", "-i", "sine=frequency=220:beep_factor=4:sample_rate=48000:duration=" + seconds,
                "-vf", "noise=alls=12:allf=t,hue=H=0.2*t", "-c:v", "libx264", "-preset", "veryfast", "-b:v", "8M",
                "-c:a", "aac", "-ac", "2", part.toString()));
        Files.move(part, clip);
    }

    private Spent ours(Path clip) throws Exception {
        Path output = emptied("ours");
        ChildRequest request =
                new ChildRequest(clip.toString(), output.toString(), Encoder.software(preset), RUNGS, false, null, false, 0, 0, 0);
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xms16m", "-Xmx384m", "-XX:+UseSerialGC", "-XX:-UsePerfData", "-XX:TieredStopAtLevel=1", "-Djava.awt.headless=true",
                        "--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"),
                        "io.aula.transcoder.pipeline.PipelineMain")
                .redirectError(work.resolve("ours.log").toFile())
                .start();
        return spent(process, () -> {
            process.outputWriter().append(EventLines.write(request)).append('\n').flush();
            ChildEvent last = null;
            try (BufferedReader said = process.inputReader()) {
                for (String line = said.readLine(); line != null; line = said.readLine()) {
                    last = EventLines.read(line);
                }
            }
            if (!(last instanceof ChildEvent.Finished)) {
                throw new IOException("the media process ended with " + last + "; see " + work.resolve("ours.log"));
            }
        });
    }

    /** @param threads said before the source, so that they are its decoder's */
    private Spent theirs(Path clip, List<String> threads) throws Exception {
        Path output = emptied("ffmpeg");
        List<String> heard = new ArrayList<>(threads);
        heard.addAll(List.of(
                "-i", clip.toString(), "-vn", "-c:a", "aac", "-b:a", "128k", output.resolve("audio.mp4").toString()));
        Spent sound = ffmpeg(heard);
        List<String> first = new ArrayList<>(threads);
        first.addAll(List.of(
                "-i", clip.toString(), "-an", "-filter_complex",
                "[0:v]split=2[a][b];[a]scale=640:360:flags=bilinear[v360];[b]fps=1/2,scale=1280:720:flags=bilinear[stills]"));
        first.addAll(encoded(RUNGS.getFirst(), output));
        first.addAll(List.of("-map", "[stills]", "-q:v", "4", output.resolve("still-%d.jpg").toString()));
        List<String> rest = new ArrayList<>(threads);
        rest.addAll(List.of(
                "-i", clip.toString(), "-an", "-filter_complex",
                "[0:v]split=3[a][b][v1080];[a]scale=852:480:flags=bilinear[v480];[b]scale=1280:720:flags=bilinear[v720]"));
        for (RungRequest rung : RUNGS.subList(1, RUNGS.size())) {
            rest.addAll(encoded(rung, output));
        }
        return sound.plus(ffmpeg(first)).plus(ffmpeg(rest));
    }

    private List<String> encoded(RungRequest rung, Path output) {
        return List.of(
                "-map", "[v" + rung.h() + "]", "-c:v", "libx264", "-preset", preset, "-threads", "1",
                "-profile:v", rung.h() >= 720 ? "high" : "main", "-b:v", rung.kbps() + "k", "-maxrate", rung.kbps() + "k",
                "-bufsize", 2 * rung.kbps() + "k", "-x264-params",
                "keyint=" + PICTURES_A_SEGMENT + ":min-keyint=" + PICTURES_A_SEGMENT + ":scenecut=0:open-gop=0:force-cfr=1",
                output.resolve("v" + rung.h() + ".mp4").toString());
    }

    private Spent ffmpeg(List<String> arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("ffmpeg", "-v", "error", "-nostdin", "-y"));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(work.resolve("ffmpeg.log").toFile())
                .start();
        return spent(process, () -> {
            if (process.waitFor() != 0) {
                throw new IOException("ffmpeg: " + Files.readString(work.resolve("ffmpeg.log")));
            }
        });
    }

    private interface Course {
        void run() throws Exception;
    }

    /** Processor time of children that have ended is counted at their parent, so none is missed at the end. */
    private static Spent spent(Process process, Course course) throws Exception {
        double before = childrenSeconds();
        long began = System.nanoTime();
        long[] peak = {0};
        Thread watch = Thread.ofPlatform().daemon().start(() -> watch(process, peak));
        try {
            course.run();
            process.waitFor();
        } finally {
            process.destroyForcibly();
        }
        watch.join();
        double wall = (System.nanoTime() - began) / 1e9;
        // The one who waits for the process may still be about to.
        for (int i = 0; i < 100 && childrenSeconds() == before; i++) {
            Thread.sleep(10);
        }
        return new Spent(childrenSeconds() - before, wall, peak[0]);
    }

    private static void watch(Process process, long[] peak) {
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        try {
            while (process.isAlive()) {
                try (Stream<String> lines = Files.lines(status)) {
                    lines.filter(line -> line.startsWith("VmHWM:"))
                            .forEach(line -> peak[0] = Long.parseLong(line.replaceAll("\\D", "")) / 1024);
                }
                Thread.sleep(50);
            }
        } catch (IOException | java.io.UncheckedIOException e) {
            return; // It has just ended.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** cutime and cstime of proc(5), in the kernel's ticks of 10 ms. */
    private static double childrenSeconds() throws IOException {
        String stat = Files.readString(Path.of("/proc/self/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[13]) + Long.parseLong(fields[14])) / 100.0;
    }

    private Path emptied(String name) throws IOException {
        Path folder = work.resolve(name);
        if (Files.exists(folder)) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(each);
                }
            }
        }
        return Files.createDirectories(folder);
    }
}
