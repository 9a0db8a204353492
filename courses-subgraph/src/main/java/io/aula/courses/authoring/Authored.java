package io.aula.courses.authoring;

import java.util.List;

/** What came of a change: it is there, under this id, or nothing was changed. */
sealed interface Authored {
    record Done(String id) implements Authored {}

    record Refused(List<AuthoringRefusal> why) implements Authored {
        public Refused {
            why = List.copyOf(why);
        }
    }
}
