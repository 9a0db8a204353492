package io.aula.transcoder.model;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Which model the environment asks for. {@code AULA_WHISPER_MODEL} is a file, or the name of a published model;
 * {@code AULA_WHISPER_SHA256} goes with a file that was never published. {@code AULA_MODELS} is the folder of the cache,
 * by default {@code models} under {@code AULA_HOME}.
 *
 * @param given a file that was named, used where it lies
 */
public record Wanted(SpeechModel model, Optional<Path> given, Path cache) {

    /**
     * A path is taken as it is: whether there is a file is asked when it is used.
     *
     * @throws IllegalArgumentException with the line a person needs
     */
    public static Wanted of(Map<String, String> environment) {
        Path home = Path.of(environment.getOrDefault("AULA_HOME", ".aula")).toAbsolutePath();
        Path cache = Path.of(
                environment.getOrDefault("AULA_MODELS", home.resolve("models").toString()));
        String named = environment.getOrDefault("AULA_WHISPER_MODEL", "").strip();
        if (named.isEmpty()) {
            return new Wanted(SpeechModel.BASE, Optional.empty(), cache);
        }
        Optional<SpeechModel> published = SpeechModel.named(named);
        if (published.isPresent()) {
            return new Wanted(published.get(), Optional.empty(), cache);
        }
        Path file = Path.of(named);
        if (!named.contains("/") && !Files.isRegularFile(file)) {
            throw new IllegalArgumentException("AULA_WHISPER_MODEL=" + named + " is neither a file nor one of "
                    + String.join(", ", SpeechModel.names()));
        }
        return new Wanted(ofFile(file, environment.getOrDefault("AULA_WHISPER_SHA256", "")), Optional.of(file), cache);
    }

    public Path file() {
        return given.orElse(cache.resolve(model.fileName()));
    }

    /** A file is held to the sum that goes with it, to that of the published model it is named after, or to that of base. */
    private static SpeechModel ofFile(Path file, String sha256) {
        if (!sha256.isEmpty()) {
            return SpeechModel.withSum(sha256).orElseGet(() -> new SpeechModel("custom", 0, sha256));
        }
        String name = file.getFileName().toString().replaceFirst("^ggml-", "").replaceFirst("\\.bin$", "");
        return SpeechModel.named(name).orElse(SpeechModel.BASE);
    }
}
