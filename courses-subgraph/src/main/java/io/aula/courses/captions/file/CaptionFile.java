package io.aula.courses.captions.file;

import io.aula.media.captions.Note;
import java.util.List;

/** What could be made of a file of captions. */
public sealed interface CaptionFile {

    /**
     * In the order of the file, as they stand there.
     *
     * @param notes comments between the cues
     */
    record Read(List<FileCue> cues, List<Note> notes) implements CaptionFile {
        public Read {
            cues = List.copyOf(cues);
            notes = List.copyOf(notes);
        }
    }

    /** Its cues have times, and none of them a letter that would be seen. */
    record Blank(int cues) implements CaptionFile {}

    /** It has a time that is none, for example. @param line from 1; 0 for the file as a whole */
    record Unreadable(int line) implements CaptionFile {}

    record TooManyCues(int most) implements CaptionFile {}
}
