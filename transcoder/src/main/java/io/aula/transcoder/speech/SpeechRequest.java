package io.aula.transcoder.speech;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the child is asked to hear.
 *
 * @param sound a file of one audio track
 * @param scratch a folder of its own
 * @param model the recogniser's file, whose sum was checked
 * @param language to be heard; null to find out
 * @param prompt words to expect
 * @param english null where none is wanted
 * @param threads at most, fewer while the processors are busy
 * @param done numbers of pieces whose words are safe, counted from 1
 */
public record SpeechRequest(
        String sound,
        String scratch,
        String model,
        @Nullable String language,
        String prompt,
        @Nullable EnglishWish english,
        int threads,
        List<Integer> done) {

    public SpeechRequest {
        done = List.copyOf(done);
    }
}
