package io.aula.transcoder.corpus;

import io.aula.transcoder.ladder.Finding;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file that somebody may upload, how it is made, and what must come of it.
 *
 * @param name a sentence
 * @param isQuick whether every change is tried with it, or only the slow lane
 * @param isLevelled whether its course wants all lessons equally loud
 * @param refusal what the teacher is told when nothing comes of it
 */
record MadeFile(
        String name,
        String fileName,
        Recipe recipe,
        boolean isQuick,
        boolean isLevelled,
        List<Check> checks,
        @Nullable Refusal refusal) {

    /** Makes the file. */
    interface Recipe {
        void make(Path file, Path folder) throws IOException;
    }

    /** Looks at what came of it. */
    interface Check {
        void look(Watched watched) throws IOException;
    }

    record Refusal(Finding finding, String words) {}

    /** @param words for ffmpeg; {@code {folder}} stands for where other files were made */
    static MadeFile of(String name, String fileName, String words) {
        return of(name, fileName, (file, folder) -> Ffmpeg.make(file, words.replace("{folder}", folder.toString())));
    }

    static MadeFile of(String name, String fileName, Recipe recipe) {
        return new MadeFile(name, fileName, recipe, false, false, List.of(), null);
    }

    MadeFile quick() {
        return new MadeFile(name, fileName, recipe, true, isLevelled, checks, refusal);
    }

    MadeFile levelled() {
        return new MadeFile(name, fileName, recipe, isQuick, true, checks, refusal);
    }

    MadeFile and(Check check) {
        List<Check> all = new ArrayList<>(checks);
        all.add(check);
        return new MadeFile(name, fileName, recipe, isQuick, isLevelled, all, refusal);
    }

    /** @param words a regular expression for what the teacher reads in English */
    MadeFile isRefused(Finding finding, String words) {
        return new MadeFile(name, fileName, recipe, isQuick, isLevelled, checks, new Refusal(finding, words));
    }
}
