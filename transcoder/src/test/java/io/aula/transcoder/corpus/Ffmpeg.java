package io.aula.transcoder.corpus;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Another program's hands and eyes: it makes the sources and decodes what was made of them. Never part of the product. */
public final class Ffmpeg {

    private Ffmpeg() {}

    public static boolean isThere() {
        try {
            Process process = new ProcessBuilder("ffmpeg", "-version")
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

    /** @param words separated by blanks; none holds one */
    public static Path make(Path file, String words) throws IOException {
        List<String> command = new ArrayList<>(List.of("ffmpeg", "-v", "error", "-y", "-nostdin"));
        command.addAll(List.of(words.strip().split("\\s+")));
        command.add(file.toString());
        run(command);
        return file;
    }

    static byte[] run(List<String> command) throws IOException {
        return run(command, new StringBuilder());
    }

    /** @param said gets what it says about it */
    static byte[] run(List<String> command, StringBuilder said) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.PIPE)
                .start();
        Thread reader = Thread.ofVirtual()
                .start(() -> process.errorReader()
                        .lines()
                        .forEach(line -> said.append(line).append('\n')));
        try {
            byte[] out = process.getInputStream().readAllBytes();
            if (!process.waitFor(120, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException(String.join(" ", command) + ": " + said);
            }
            reader.join(1000);
            return out;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } finally {
            process.destroyForcibly();
        }
    }
}
