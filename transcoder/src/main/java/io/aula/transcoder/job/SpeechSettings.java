package io.aula.transcoder.job;

import io.aula.transcoder.model.Wanted;
import java.util.Map;

/**
 * How a worker hears.
 *
 * @param threads at most; {@code AULA_SPEECH_THREADS}, two unless set, for an encoder may run beside it
 */
public record SpeechSettings(Wanted model, int threads) {

    public SpeechSettings {
        if (threads < 1 || threads > 64) {
            throw new IllegalArgumentException("AULA_SPEECH_THREADS is a number from 1 to 64");
        }
    }

    public static SpeechSettings of(Map<String, String> environment) {
        return new SpeechSettings(
                Wanted.of(environment), Integer.parseInt(environment.getOrDefault("AULA_SPEECH_THREADS", "2")));
    }

    String modelName() {
        return "whisper-" + model.model().name();
    }
}
