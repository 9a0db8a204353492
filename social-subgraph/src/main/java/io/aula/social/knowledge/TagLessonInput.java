package io.aula.social.knowledge;

import io.aula.social.knowledge.Refusal.BadInput;
import io.aula.social.knowledge.Refusal.Fault;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** All that a lesson teaches, as the client says it: what is not named any more is taken off. */
record TagLessonInput(String lessonId, List<LessonConcept> concepts) {
    private static final int MOST = 6;
    private static final int DAY_MS = 86_400_000;

    /**
     * @param weight how much of the concept the lesson teaches, above 0 and at most 1
     * @param startMs where in the lesson it begins
     */
    record LessonConcept(
            String conceptId, double weight, @Nullable Integer startMs) {}

    Optional<Refusal> refusal() {
        if (concepts.size() > MOST) {
            return Optional.of(new BadInput(Fault.TOO_MANY, "concepts"));
        }
        if (concepts.stream().anyMatch(each -> !(each.weight() > 0 && each.weight() <= 1))) {
            return Optional.of(new BadInput(Fault.WEIGHT, "concepts"));
        }
        return concepts.stream()
                        .anyMatch(each -> each.startMs() != null && (each.startMs() < 0 || each.startMs() > DAY_MS))
                ? Optional.of(new BadInput(Fault.START, "concepts"))
                : Optional.empty();
    }
}
