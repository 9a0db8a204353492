package io.aula.social.knowledge;

import io.aula.platform.id.ConceptId;
import io.aula.social.knowledge.Lessons.Below;
import io.aula.social.knowledge.Lessons.Teaching;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What leads to a goal: every concept that it needs and that is not known yet, each after those that it needs itself.
 *
 * <pre>
 *   indexes ─requires─► tables ─requires─► rows        known: rows
 *   goal: indexes                                       path: tables, indexes
 * </pre>
 *
 * @param knownCount how many of what the goal needs are known already
 */
record LearningPath(ConceptId goal, List<Step> steps, int knownCount) {
    LearningPath {
        steps = List.copyOf(steps);
    }

    /** @param lessons the best first; empty when nobody teaches it yet */
    record Step(int position, ConceptId concept, List<Teaching> lessons) {
        Step {
            lessons = List.copyOf(lessons);
        }

        Optional<Teaching> best() {
            return lessons.stream().findFirst();
        }
    }

    static LearningPath of(
            ConceptId goal, List<Below> all, Set<ConceptId> known, Map<ConceptId, List<Teaching>> lessons) {
        List<Step> steps = new ArrayList<>();
        for (ConceptId concept : inOrder(goal, all)) {
            if (!known.contains(concept)) {
                steps.add(new Step(steps.size() + 1, concept, lessons.getOrDefault(concept, List.of())));
            }
        }
        return new LearningPath(goal, steps, all.size() - steps.size());
    }

    long remainingMs() {
        return steps.stream()
                .flatMap(step -> step.best().stream())
                .mapToLong(Teaching::durationMs)
                .sum();
    }

    /**
     * Foundations first, of equals by slug, so that the same tree always gives the same path (Kahn 1962). No change closes a circle;
     * were there one all the same, longer than a change looks, it is entered somewhere, and the goal still comes last of it.
     */
    private static List<ConceptId> inOrder(ConceptId goal, List<Below> all) {
        Set<ConceptId> inside = all.stream().map(Below::concept).collect(Collectors.toSet());
        Set<ConceptId> done = new HashSet<>();
        List<Below> waiting =
                all.stream().sorted(Comparator.comparing(Below::slug)).collect(Collectors.toCollection(ArrayList::new));
        List<ConceptId> order = new ArrayList<>();
        while (!waiting.isEmpty()) {
            Below next = waiting.stream()
                    .filter(each ->
                            each.requires().stream().allMatch(need -> done.contains(need) || !inside.contains(need)))
                    .findFirst()
                    .or(() -> waiting.stream()
                            .filter(each -> !each.concept().equals(goal))
                            .findFirst())
                    .orElseGet(waiting::getFirst);
            waiting.remove(next);
            done.add(next.concept());
            order.add(next.concept());
        }
        return order;
    }
}
