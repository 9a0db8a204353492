package io.aula.gateway.operation;

import graphql.language.Field;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The root fields of a mutation. Each must happen once, however often and under whatever conditions it is asked for, and where the
 * first selection that takes part stands (GraphQL, 6.3.2 CollectFields), so it is parted into cases that exclude one another:
 *
 * <pre>
 *   pay @include(a) { x }        pay @include(a) { x  y @include(b) }
 *   log                     →    log
 *   pay @include(b) { y }        pay @skip(a) @include(b) { y }
 * </pre>
 */
final class MutationFields {

    private static final int MOST_CASES = 64;

    /** A field as it was written, under all conditions around it. */
    private record Asked(int position, Field field, List<Condition> conditions) {}

    /** What a case selects: fields of one response key, and the conditions for what is below them. */
    record Part(Field field, List<Condition> conditions) {}

    /** A field under conditions that no other case of its response key allows. */
    record Case(int position, String responseKey, List<Condition> conditions, List<Part> parts) {

        /** The same where there are others, whose object this one must not take for its own. */
        Case apart() {
            var apart = parts.stream()
                    .map(part -> new Part(part.field(), both(conditions, part.conditions())))
                    .toList();
            return new Case(position, responseKey, conditions, apart);
        }
    }

    private final Map<String, List<Asked>> asked = new LinkedHashMap<>();
    private final List<Case> cases = new ArrayList<>();
    private int positions;

    void add(Field field, List<Condition> conditions) {
        asked.computeIfAbsent(ResponseKeys.of(field), _ -> new ArrayList<>())
                .add(new Asked(positions++, field, conditions));
    }

    /**
     * In the order in which they happen.
     *
     * @throws TooManyConditionsException if one field is asked for in more ways than anybody would write
     */
    List<Case> cases() {
        asked.forEach((responseKey, all) -> {
            var before = cases.size();
            part(responseKey, all, List.of(), before + MOST_CASES);
            if (cases.size() > before + 1) {
                cases.subList(before, cases.size()).replaceAll(Case::apart);
            }
        });
        cases.sort(Comparator.comparingInt(Case::position));
        return cases;
    }

    private void part(String responseKey, List<Asked> open, List<Condition> decided, int most) {
        if (open.isEmpty()) {
            return;
        }
        var first = open.getFirst();
        if (first.conditions().isEmpty()) {
            if (cases.size() == most) {
                throw new TooManyConditionsException(responseKey);
            }
            var parts = open.stream()
                    .map(each -> new Part(each.field(), each.conditions()))
                    .toList();
            cases.add(new Case(first.position(), responseKey, decided, parts));
            return;
        }
        var condition = first.conditions().getFirst();
        for (var decision : List.of(condition, condition.opposite())) {
            part(responseKey, under(decision, open), both(decided, List.of(decision)), most);
        }
    }

    private static List<Condition> both(List<Condition> outer, List<Condition> inner) {
        var all = new ArrayList<>(outer);
        all.addAll(inner);
        return List.copyOf(all);
    }

    private static List<Asked> under(Condition decision, List<Asked> open) {
        return open.stream()
                .filter(each -> !each.conditions().contains(decision.opposite()))
                .map(each -> new Asked(
                        each.position(),
                        each.field(),
                        each.conditions().stream()
                                .filter(condition -> !condition.equals(decision))
                                .toList()))
                .toList();
    }
}
