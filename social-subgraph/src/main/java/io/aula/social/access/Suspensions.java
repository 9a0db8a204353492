package io.aula.social.access;

import io.aula.platform.id.UserId;
import org.springframework.stereotype.Component;

/** Whose account staff closed for now, as identity told it last. */
@Component
public class Suspensions {
    private final Known known;

    Suspensions(Known known) {
        this.known = known;
    }

    public boolean isSuspended(UserId person) {
        return known.isSuspended(person);
    }
}
