package io.aula.gateway.executor;

import io.aula.gateway.operation.FieldSelection;
import io.aula.gateway.operation.InlineFragment;
import io.aula.gateway.operation.SelectionSet;
import io.aula.gateway.plan.EntityLookup;
import io.aula.gateway.plan.PathSegment;
import io.aula.gateway.plan.ResponsePath;
import java.util.HashMap;
import java.util.List;

/** Decides where objects that repeat may be shared: only if whatever is done with one of them is done with all. */
final class Repeating {

    private Repeating() {}

    /**
     * Whether nothing is asked at a place of the response for some parents only, {@code asked} being where entities are taken from:
     * not with both {@code feed.@|[Post].author} and {@code feed.@|[Photo].author}.
     */
    static boolean throughout(List<ResponsePath> asked) {
        for (var path : asked) {
            if (hasCondition(path)) {
                return sameParents(asked);
            }
        }
        return true;
    }

    private static boolean hasCondition(ResponsePath path) {
        for (var segment : path.segments()) {
            if (segment instanceof PathSegment.TypeCondition) {
                return true;
            }
        }
        return false;
    }

    private static boolean sameParents(List<ResponsePath> asked) {
        var pathOfPlace = new HashMap<ResponsePath, ResponsePath>();
        for (var path : asked) {
            var place = ResponsePath.root();
            var sofar = ResponsePath.root();
            for (var segment : path.segments()) {
                sofar = sofar.then(segment);
                if (segment instanceof PathSegment.TypeCondition) {
                    continue;
                }
                place = place.then(segment);
                var known = pathOfPlace.putIfAbsent(place, sofar);
                if (known != null && !known.equals(sofar)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Whether no place of the answer belongs to several of the response. */
    static boolean inAnswer(List<EntityLookup> lookups) {
        for (var lookup : lookups) {
            if (lookup.paths().size() > 1 && !isFlat(lookup.output())) {
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
