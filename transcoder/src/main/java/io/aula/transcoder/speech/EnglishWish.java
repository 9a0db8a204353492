package io.aula.transcoder.speech;

import java.util.List;

/**
 * English is wanted of what is said in another language, by Whisper's own task; it is the only one that it translates into.
 *
 * @param notFrom languages of which others translate the text, which is better: whole sentences, and again after an edit
 */
public record EnglishWish(List<String> notFrom) {

    private static final String ENGLISH = "en";

    public EnglishWish {
        notFrom = List.copyOf(notFrom);
    }

    boolean isFor(String language) {
        return !ENGLISH.equals(language) && !notFrom.contains(language);
    }
}
