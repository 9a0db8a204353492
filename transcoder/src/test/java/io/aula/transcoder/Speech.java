package io.aula.transcoder;

import io.aula.transcoder.model.ModelFetch;
import io.aula.transcoder.model.Wanted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** Spoken sound from the machine's own voices, and the model that hears it. */
public final class Speech {

    private Speech() {}

    /** The model, by whichever way it comes; where none works the test is skipped and says why. */
    public static Wanted model() throws IOException, InterruptedException {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.putIfAbsent(
                "AULA_HOME", Path.of("../.aula").toAbsolutePath().normalize().toString());
        Wanted wanted = Wanted.of(environment);
        if (new ModelFetch().fetch(wanted) instanceof ModelFetch.Outcome.Missing(List<String> reasons)) {
            Assumptions.abort("skipped: no speech model (" + String.join("; ", reasons) + ")");
        }
        return wanted;
    }

    public static void needsAVoice() {
        Assumptions.assumeTrue(works("espeak-ng", "--version"), "skipped: espeak-ng is not installed");
    }

    /** Samples at 16 kHz: each sentence after a pause. */
    public static Path samples(Path folder, String voice, int pauseMs, String... sentences) throws Exception {
        Path all = folder.resolve("spoken-" + voice + ".s16");
        try (var out = Files.newOutputStream(all)) {
            for (String sentence : sentences) {
                Path wav = folder.resolve("sentence.wav");
                Path raw = folder.resolve("sentence.s16");
                run("espeak-ng", "-v", voice, "-s", "140", "-w", wav.toString(), sentence);
                launch("filesrc location=" + wav + " ! wavparse ! audioconvert ! audioresample"
                        + " ! audio/x-raw,format=S16LE,rate=16000,channels=1 ! filesink location=" + raw);
                out.write(new byte[32 * pauseMs]);
                Files.copy(raw, out);
            }
            out.write(new byte[32 * pauseMs]);
        }
        return all;
    }

    /** The same as a file of one AAC track. */
    public static Path track(Path samples, Path file) throws Exception {
        launch("filesrc location=" + samples
                + " ! rawaudioparse format=pcm pcm-format=s16le sample-rate=16000 num-channels=1 ! audioconvert"
                + " ! audioresample ! audio/x-raw,rate=48000,channels=2 ! avenc_aac ! aacparse ! mp4mux"
                + " fragment-duration=4000 ! filesink location=" + file);
        return file;
    }

    private static void launch(String pipeline) throws Exception {
        List<String> command = new java.util.ArrayList<>(List.of("gst-launch-1.0", "-q"));
        command.addAll(List.of(pipeline.split("\\s+")));
        run(command.toArray(String[]::new));
    }

    private static void run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + ": " + said);
        }
    }

    private static boolean works(String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
