package io.aula.social.access;

import io.aula.platform.id.UserId;
import java.util.Collection;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Whose account is erased: an event that was late must not bring them back. */
@Component
public class ErasedPeople {
    private final Known known;

    ErasedPeople(Known known) {
        this.known = known;
    }

    public boolean isErased(UserId person) {
        return !known.gone(Set.of(person)).isEmpty();
    }

    /** Those of the people who are. */
    public Set<UserId> among(Collection<UserId> people) {
        return known.gone(people);
    }
}
