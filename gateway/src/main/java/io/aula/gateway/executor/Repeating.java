package io.aula.gateway.executor;

import io.aula.gateway.operation.FieldSelection;
import io.aula.gateway.operation.InlineFragment;
import io.aula.gateway.operation.SelectionSet;
import io.aula.gateway.plan.EntityLookup;
import io.aula.gateway.plan.PathSegment;
import io.aula.gateway.plan.ResponsePath;
import java.util.ArrayList;
import java.util.List;

/** Decides where objects that repeat may be shared: only if whatever is done with one of them is done with all. */
final class Repeating {

    private Repeating() {}

    /** Where a request puts its answer, also as response keys alone, and what it selects. */
    record Asked(ResponsePath path, List<String> names, SelectionSet output) {

        static Asked at(ResponsePath path, SelectionSet output) {
            var names = new ArrayList<String>();
            for (var segment : path.segments()) {
                if (segment instanceof PathSegment.Field(var key)) {
                    names.add(key);
                }
            }
            return new Asked(path, names, output);
        }
    }

    /**
     * Whether each place of the response has its objects from one request, and nothing is asked there for some parents only, as at
     * {@code feed.@|[Post].author}: the author of a photo would be told what was asked for those of posts.
     */
    static boolean throughout(List<Asked> requests) {
        for (var asked : requests) {
            if (choosesParents(asked.path())) {
                return false;
            }
        }
        return oneSource(requests);
    }

    private static boolean choosesParents(ResponsePath path) {
        var chosen = false;
        for (var segment : path.segments()) {
            if (chosen && segment instanceof PathSegment.Field) {
                return true;
            }
            chosen |= segment instanceof PathSegment.TypeCondition;
        }
        return false;
    }

    /** Objects of two requests become one by their position, of which equal ones may have several. */
    private static boolean oneSource(List<Asked> requests) {
        for (var asked : requests) {
            var key = new ArrayList<>(asked.names());
            for (var name : objects(asked.output(), new ArrayList<>())) {
                key.add(name);
                for (var other : requests) {
                    if (other != asked && reaches(other, key)) {
                        return false;
                    }
                }
                key.removeLast();
            }
        }
        return true;
    }

    /** The response keys of fields that have a selection of their own. */
    private static List<String> objects(SelectionSet set, List<String> found) {
        for (var selection : set.selections()) {
            switch (selection) {
                case FieldSelection field -> {
                    if (!field.selections().isEmpty()) {
                        found.add(field.responseKey());
                    }
                }
                case InlineFragment fragment -> objects(fragment.selections(), found);
            }
        }
        return found;
    }

    private static boolean reaches(Asked asked, List<String> place) {
        var begin = asked.names();
        return begin.size() < place.size()
                && place.subList(0, begin.size()).equals(begin)
                && reaches(asked.output(), place.subList(begin.size(), place.size()));
    }

    private static boolean reaches(SelectionSet set, List<String> place) {
        for (var selection : set.selections()) {
            var reached = switch (selection) {
                case FieldSelection field ->
                    field.responseKey().equals(place.getFirst())
                            && (place.size() == 1 || reaches(field.selections(), place.subList(1, place.size())));
                case InlineFragment fragment -> reaches(fragment.selections(), place);
            };
            if (reached) {
                return true;
            }
        }
        return false;
    }

    /** Whether no place of the answer belongs to several of the response, and none is renamed into another. */
    static boolean inAnswer(List<EntityLookup> lookups) {
        for (var lookup : lookups) {
            if (!lookup.rewrites().isEmpty() || lookup.paths().size() > 1 && !isFlat(lookup.output())) {
                return false;
            }
        }
        return true;
    }

    private static boolean isFlat(SelectionSet set) {
        for (var selection : set.selections()) {
            var flat = switch (selection) {
                case FieldSelection field -> field.selections().isEmpty();
                case InlineFragment fragment -> isFlat(fragment.selections());
            };
            if (!flat) {
                return false;
            }
        }
        return true;
    }
}
