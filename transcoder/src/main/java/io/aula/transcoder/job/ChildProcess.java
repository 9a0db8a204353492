package io.aula.transcoder.job;

import io.aula.transcoder.pipeline.ChildEvent;
import io.aula.transcoder.pipeline.ChildRequest;
import io.aula.transcoder.pipeline.EventLines;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/**
 * The process in which native code may crash: no network where the kernel lets us, limits on memory, file size and open
 * files, and the demuxers that follow addresses ranked out of use.
 */
public final class ChildProcess implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ChildProcess.class);
    private static final String MAIN = "io.aula.transcoder.pipeline.PipelineMain";
    private static final String HEARING = "io.aula.transcoder.speech.SpeechMain";
    private static final String NEVER = String.join(
            ",",
            "hlsdemux:NONE,hlsdemux2:NONE,dashdemux:NONE,dashdemux2:NONE,mssdemux:NONE,mssdemux2:NONE,sdpdemux:NONE",
            "sdpsrc:NONE,souphttpsrc:NONE,curlhttpsrc:NONE,rtspsrc:NONE,rtmpsrc:NONE,rtmp2src:NONE,giosrc:NONE",
            "uridecodebin:NONE,uridecodebin3:NONE,urisourcebin:NONE,subparse:NONE,ssaparse:NONE,gmedec:NONE");
    private static final long MEMORY_BYTES = 4L << 30;
    /** The largest model is 3 GB, and its states come on top. */
    private static final long HEARING_MEMORY_BYTES = 10L << 30;

    private static final long FILE_BYTES = 64L << 30;
    private static final List<String> SANDBOX = sandbox();

    private final Process process;
    private final BufferedReader out;

    private ChildProcess(Process process) {
        this.process = process;
        this.out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    static ChildProcess start(ChildRequest request, Path scratch) throws IOException {
        return start(sandboxed(MEMORY_BYTES), MAIN, "-XX:TieredStopAtLevel=1", EventLines.write(request), scratch);
    }

    /** A child that hears: it gives way to everything else, and its loops over samples are worth the better compiler. */
    static ChildProcess hearing(String request, Path scratch) throws IOException {
        List<String> command = new ArrayList<>(sandboxed(HEARING_MEMORY_BYTES));
        command.addAll(List.of("nice", "-n", "10"));
        return start(command, HEARING, "-XX:+TieredCompilation", request, scratch);
    }

    private static ChildProcess start(List<String> before, String main, String compiler, String request, Path scratch)
            throws IOException {
        List<String> command = new ArrayList<>(before);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx384m",
                "-XX:+UseSerialGC",
                compiler,
                "-XX:-UsePerfData",
                "-Djava.awt.headless=true",
                "-Djava.io.tmpdir=" + scratch,
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                main));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(scratch.toFile()).redirectError(ProcessBuilder.Redirect.INHERIT);
        keepOnlyHarmlessVariables(builder, scratch);
        Process process = builder.start();
        process.outputWriter(StandardCharsets.UTF_8)
                .append(request)
                .append('\n')
                .flush();
        return new ChildProcess(process);
    }

    /** The next event; empty when the child has ended. Waits: the deadline belongs to {@link #killAfter}. */
    Optional<ChildEvent> next() throws IOException {
        return next(EventLines::read);
    }

    <E> Optional<E> next(Function<String, E> reading) throws IOException {
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            try {
                return Optional.of(reading.apply(line));
            } catch (JacksonException e) {
                LOG.warn("the child printed something else: {}", line.substring(0, Math.min(200, line.length())));
            }
        }
        return Optional.empty();
    }

    int exitCode() throws InterruptedException {
        return process.waitFor(10, TimeUnit.SECONDS) ? process.exitValue() : -1;
    }

    long pid() {
        return process.pid();
    }

    /** Kills the child unless it ends, or is given another deadline, before. */
    Thread killAfter(Duration deadline, Runnable onKill) {
        return Thread.ofVirtual().start(() -> {
            try {
                if (!process.waitFor(deadline.toMillis(), TimeUnit.MILLISECONDS)) {
                    onKill.run();
                    process.destroyForcibly();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    /** No secret of the worker reaches the process that reads hostile files. */
    private static void keepOnlyHarmlessVariables(ProcessBuilder builder, Path scratch) {
        builder.environment()
                .keySet()
                .removeIf(
                        name -> !List.of("PATH", "HOME", "LANG", "GST_REGISTRY").contains(name));
        builder.environment().put("GST_PLUGIN_FEATURE_RANK", NEVER);
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment().putIfAbsent("HOME", scratch.toString());
    }

    private static List<String> sandbox() {
        List<String> words = new ArrayList<>();
        for (List<String> unshare : List.of(List.of("unshare", "-n"), List.of("unshare", "-rn"))) {
            if (words.isEmpty() && works(unshare)) {
                words.addAll(unshare);
            }
        }
        List<String> limits = List.of("prlimit", "--core=0", "--nofile=512", "--fsize=" + FILE_BYTES);
        if (works(limits)) {
            words.addAll(limits);
        }
        LOG.info("children run under: {}", words);
        return List.copyOf(words);
    }

    private static List<String> sandboxed(long memoryBytes) {
        List<String> words = new ArrayList<>(SANDBOX);
        if (words.contains("prlimit")) {
            words.add("--data=" + memoryBytes);
        }
        return words;
    }

    private static boolean works(List<String> prefix) {
        List<String> command = new ArrayList<>(prefix);
        command.add("true");
        try {
            Process trial = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return trial.waitFor(5, TimeUnit.SECONDS) && trial.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
