package io.aula.social.comment;

import io.aula.platform.id.LessonId;
import io.aula.platform.id.ThreadId;

/** What comments hang on; whoever it is open to may read and write there. */
sealed interface Home {

    record UnderLesson(LessonId id) implements Home {
        @Override
        public String text() {
            return id.text();
        }
    }

    record InThread(ThreadId id) implements Home {
        @Override
        public String text() {
            return id.text();
        }
    }

    /** Its id. */
    String text();

    /** The routing key of what is new there. */
    default String news() {
        return "comment." + text();
    }
}
