package io.aula.social.access;

import io.aula.platform.id.UserId;
import java.util.Collection;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Whose account staff closed for now, as identity told it last. */
@Component
public class Suspensions {
    private final Known known;

    Suspensions(Known known) {
        this.known = known;
    }

    /** Those of the people who are. */
    public Set<UserId> among(Collection<UserId> people) {
        return known.suspended(people);
    }

    public boolean isSuspended(UserId person) {
        return known.isSuspended(person);
    }
}
