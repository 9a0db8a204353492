package io.aula.social.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import io.aula.platform.id.ConceptId;
import io.aula.social.knowledge.Lessons.Below;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class LearningPathTest {
    private final ConceptId rows = ConceptId.next();
    private final ConceptId tables = ConceptId.next();
    private final ConceptId indexes = ConceptId.next();

    @Test
    void aCircleIsEnteredSomewhereAndTheGoalStillComesLast() {
        List<Below> all = List.of(
                new Below(indexes, "a-indexes", List.of(tables)),
                new Below(tables, "tables", List.of(rows)),
                new Below(rows, "rows", List.of(tables)));
        LearningPath path = LearningPath.of(indexes, all, Set.of(), Map.of());
        assertThat(path.steps()).extracting(LearningPath.Step::concept).containsExactly(rows, tables, indexes);
        assertThat(path.knownCount()).isZero();
    }
}
