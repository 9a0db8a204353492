package io.aula.courses.captions;

import io.aula.courses.graphql.UserError;

/** Ends a change that has begun, so that all of it is rolled back; the mutations turn it into a payload's error. */
final class RefusedException extends RuntimeException {
    private final transient UserError why;

    RefusedException(UserError why) {
        super(why.code(), null, false, false);
        this.why = why;
    }

    UserError why() {
        return why;
    }
}
