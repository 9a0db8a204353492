package io.aula.courses.captions.file;

import java.util.List;

/** What could be made of a file of captions. */
public sealed interface CaptionFile {

    /** @param cues in the order of the file, as they stand there */
    record Read(List<FileCue> cues) implements CaptionFile {
        public Read {
            cues = List.copyOf(cues);
        }
    }

    /** It has a time that is none, for example. @param line from 1; 0 for the file as a whole */
    record Unreadable(int line) implements CaptionFile {}

    record TooManyCues(int most) implements CaptionFile {}
}
