package io.aula.transcoder.model;

import java.io.IOException;
import java.nio.file.Path;

/** One way by which a model's file may be had. */
interface Way {

    /** In the words that follow "from". */
    String name();

    /**
     * Writes the file.
     *
     * @param work an empty folder on the same disk, deleted afterwards
     * @return the file, in {@code work}; what it holds is checked by the caller
     * @throws IOException with what a person should know, when this way does not work here
     */
    Path bring(SpeechModel model, Path work) throws IOException, InterruptedException;
}
