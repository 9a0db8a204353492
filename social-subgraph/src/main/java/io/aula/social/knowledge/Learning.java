package io.aula.social.knowledge;

import static java.util.stream.Collectors.toSet;

import io.aula.platform.id.ConceptId;
import io.aula.platform.id.CourseId;
import io.aula.platform.id.UserId;
import io.aula.social.knowledge.Lessons.Below;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Service;

/** What somebody knows, and what they would have to learn. */
@Service
class Learning {
    private final Lessons lessons;

    Learning(Lessons lessons) {
        this.lessons = lessons;
    }

    /** Empty when there is no such goal. */
    Optional<LearningPath> path(UserId me, ConceptId goal) {
        List<Below> below = lessons.below(goal);
        if (below.isEmpty()) {
            return Optional.empty();
        }
        Set<ConceptId> known = known(me);
        List<ConceptId> wanted = below.stream()
                .map(Below::concept)
                .filter(concept -> !known.contains(concept))
                .toList();
        return Optional.of(LearningPath.of(goal, below, known, lessons.best(wanted, me)));
    }

    Map<CourseId, List<ConceptId>> missing(UserId me, Collection<CourseId> courses) {
        return lessons.missing(courses, known(me));
    }

    private Set<ConceptId> known(UserId me) {
        return lessons.known(me).entrySet().stream()
                .filter(each -> each.getValue() >= Mastery.KNOWN)
                .map(Map.Entry::getKey)
                .collect(toSet());
    }
}
