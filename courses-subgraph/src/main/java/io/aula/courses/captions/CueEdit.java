package io.aula.courses.captions;

import org.jspecify.annotations.Nullable;

/** What an editor does to a track, one act at a time. */
sealed interface CueEdit {
    /** What is null stays. */
    record Change(
            int cue,
            @Nullable String text,
            @Nullable Integer startMs,
            @Nullable Integer endMs) implements CueEdit {}

    record Insert(int startMs, int endMs, String text) implements CueEdit {}

    record Delete(int cue) implements CueEdit {}

    /**
     * The first half keeps the id.
     *
     * @param textOffset of the second half, in UTF-16 units
     * @param atMs when it begins; null: with its first word
     */
    record Split(int cue, int textOffset, @Nullable Integer atMs) implements CueEdit {}

    /** Takes in the cue after it. */
    record Merge(int cue) implements CueEdit {}
}
