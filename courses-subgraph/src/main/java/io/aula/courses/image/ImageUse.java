package io.aula.courses.image;

import org.jspecify.annotations.Nullable;

/**
 * What shows a picture.
 *
 * @param next takes the place of the one that is shown when it is ready; or has failed
 * @param isChosen by a person; a video has a poster also without anybody's choice
 */
public record ImageUse(
        String subjectId,
        @Nullable StoredImage shown,
        @Nullable StoredImage next,
        boolean isChosen) {

    /** What was chosen last. */
    public @Nullable StoredImage latest() {
        return next != null ? next : shown;
    }

    public @Nullable StoredImage shownIfReady() {
        return shown != null && shown.isReady() ? shown : null;
    }
}
