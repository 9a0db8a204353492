package io.aula.courses.authoring;

import java.util.List;

/** Ends a change that has begun, so that all of it is rolled back; never leaves {@link OutlineTransaction}. */
final class RefusedException extends RuntimeException {
    private final transient List<AuthoringRefusal> why;

    RefusedException(AuthoringRefusal why) {
        this(List.of(why));
    }

    RefusedException(List<AuthoringRefusal> why) {
        super(why.toString(), null, false, false);
        this.why = List.copyOf(why);
    }

    List<AuthoringRefusal> why() {
        return why;
    }
}
