package io.aula.gateway.executor;

import io.aula.gateway.operation.FieldSelection;
import io.aula.gateway.operation.InlineFragment;
import io.aula.gateway.operation.SelectionSet;
import io.aula.gateway.plan.EntityLookup;
import io.aula.gateway.plan.PathSegment;
import io.aula.gateway.plan.PlanNode;
import io.aula.gateway.plan.Representation;
import io.aula.gateway.plan.RepresentationField;
import io.aula.gateway.plan.ResponsePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds, while a query's plan is compiled in order, the places where a subgraph has already told all that a look-up asks it for. A
 * response key means one field at one place, so whoever wrote it there, the value is that field's.
 */
final class ReuseFinder {

    private static final int MOST_PLACES = 64;
    /** Of what stands in fragments, nothing counts. */
    private static final String NO_TYPE = "";

    /** Where requests so far put objects: what was selected of those of one type there, and how they were represented. */
    private record Place(
            String subgraph, ResponsePath path, SelectionSet selections, Optional<Representation> representation) {}

    /** A place, and the fields that make it an answer. */
    record Found(Representation representation, ResponsePath path, List<String> fields) {}

    private final List<Place> places = new ArrayList<>();

    /** Remembers what a request will have answered, for those that run after it. */
    void answered(PlanNode.Request request) {
        switch (request) {
            case PlanNode.Fetch fetch ->
                add(new Place(fetch.subgraph(), fetch.path(), fetch.output(), Optional.empty()));
            case PlanNode.EntityFetch fetch -> answered(fetch.subgraph(), fetch.lookup());
            case PlanNode.BatchFetch fetch -> fetch.lookups().forEach(lookup -> answered(fetch.subgraph(), lookup));
        }
    }

    private void answered(String subgraph, EntityLookup lookup) {
        for (var path : lookup.paths()) {
            for (var representation : lookup.representations()) {
                add(new Place(subgraph, path, lookup.output(), Optional.of(representation)));
            }
        }
    }

    private void add(Place place) {
        if (places.size() >= MOST_PLACES) {
            return;
        }
        places.add(place);
        addBelow(place.subgraph(), place.path(), place.selections());
    }

    private void addBelow(String subgraph, ResponsePath path, SelectionSet set) {
        for (var selection : set.selections()) {
            switch (selection) {
                case FieldSelection field -> {
                    if (!field.selections().isEmpty()) {
                        var inside = path.then(new PathSegment.Field(field.responseKey()));
                        add(new Place(subgraph, inside, field.selections(), Optional.empty()));
                    }
                }
                case InlineFragment fragment -> {
                    var only = path.then(new PathSegment.TypeCondition(Set.of(fragment.typeCondition())));
                    addBelow(subgraph, only, fragment.selections());
                }
            }
        }
    }

    /** The places that answer the look-up before it is made. */
    List<Found> answers(String subgraph, EntityLookup lookup) {
        if (!lookup.rewrites().isEmpty() || !lookup.contexts().isEmpty()) {
            return List.of();
        }
        var found = new ArrayList<Found>();
        for (var representation : lookup.representations()) {
            var wanted = leaves(lookup.output(), representation.typename());
            if (wanted.isEmpty()) {
                continue;
            }
            for (var place : places) {
                if (place.subgraph().equals(subgraph) && answers(place, representation, wanted)) {
                    found.add(new Found(representation, place.path(), Lists.map(wanted, FieldSelection::responseKey)));
                }
            }
        }
        return found;
    }

    private static boolean answers(Place place, Representation representation, List<FieldSelection> wanted) {
        var type = representation.typename();
        for (var field : wanted) {
            var known = field(place.selections(), type, field.responseKey());
            if (known == null || !sameField(known, field)) {
                return false;
            }
        }
        return place.representation()
                        .filter(sent -> sameSent(sent, representation))
                        .isPresent()
                || representation.required().isEmpty() && covers(place.selections(), type, representation.keys());
    }

    private static boolean sameField(FieldSelection known, FieldSelection wanted) {
        return known.name().equals(wanted.name()) && known.arguments().equals(wanted.arguments());
    }

    private static boolean sameSent(Representation sent, Representation wanted) {
        return sent.typename().equals(wanted.typename())
                && sent.keys().equals(wanted.keys())
                && sent.required().equals(wanted.required());
    }

    private static boolean covers(SelectionSet there, String type, List<RepresentationField> keys) {
        for (var key : keys) {
            var known = field(there, type, key.responseKey());
            if (known == null
                    || !known.name().equals(key.name())
                    || !known.arguments().isEmpty()
                    || !covers(known.selections(), NO_TYPE, key.children())) {
                return false;
            }
        }
        return true;
    }

    /** What is selected of entities of a type, if that is leaves alone; objects would have to be copied for each place. */
    private static List<FieldSelection> leaves(SelectionSet output, String type) {
        var leaves = new ArrayList<FieldSelection>();
        for (var selection : output.selections()) {
            switch (selection) {
                case FieldSelection field -> leaves.add(field);
                case InlineFragment fragment -> {
                    for (var inside : fragment.selections().selections()) {
                        if (!(inside instanceof FieldSelection field)) {
                            return List.of();
                        }
                        if (fragment.typeCondition().equals(type)) {
                            leaves.add(field);
                        }
                    }
                }
            }
        }
        for (var leaf : leaves) {
            if (!leaf.selections().isEmpty()) {
                return List.of();
            }
        }
        return leaves;
    }

    /** What stands under that response key for objects of the type. */
    private static @Nullable FieldSelection field(SelectionSet set, String type, String responseKey) {
        for (var selection : set.selections()) {
            switch (selection) {
                case FieldSelection field -> {
                    if (field.responseKey().equals(responseKey)) {
                        return field;
                    }
                }
                case InlineFragment fragment -> {
                    if (fragment.typeCondition().equals(type)
                            && direct(fragment.selections(), responseKey) instanceof FieldSelection field) {
                        return field;
                    }
                }
            }
        }
        return null;
    }

    private static @Nullable FieldSelection direct(SelectionSet set, String responseKey) {
        for (var selection : set.selections()) {
            if (selection instanceof FieldSelection field && field.responseKey().equals(responseKey)) {
                return field;
            }
        }
        return null;
    }
}
