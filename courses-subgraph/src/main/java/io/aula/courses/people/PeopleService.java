package io.aula.courses.people;

import io.aula.platform.id.UserId;
import java.util.Collection;
import java.util.Set;
import org.springframework.stereotype.Service;

/** Says who may teach. */
@Service
public class PeopleService {
    private final People people;

    PeopleService(People people) {
        this.people = people;
    }

    /** Those of them that are there and may teach. */
    public Set<UserId> teachers(Collection<UserId> ids) {
        return ids.isEmpty() ? Set.of() : people.teachers(ids);
    }
}
