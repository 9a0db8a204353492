package io.aula.platform.translation;

import java.util.List;

/** The port to a program or service that translates. */
public interface Engine {
    /** For the label of what it made, for example {@code apertium}. */
    String name();

    /** Asks at most every few minutes what the engine has; an engine that does not answer has nothing. */
    boolean translates(LanguagePair pair);

    /**
     * Each text by itself, in the same order and number.
     *
     * @param texts of one line each
     * @throws TranslationException when the engine does not answer in time, or not with as many texts
     */
    List<String> translate(LanguagePair pair, List<String> texts);
}
