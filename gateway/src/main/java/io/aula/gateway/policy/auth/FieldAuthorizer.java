package io.aula.gateway.policy.auth;

import io.aula.gateway.operation.Condition;
import io.aula.gateway.operation.FieldSelection;
import io.aula.gateway.operation.InlineFragment;
import io.aula.gateway.operation.Operation;
import io.aula.gateway.operation.Selection;
import io.aula.gateway.operation.SelectionSet;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Takes out of an operation what its caller may not see, so that it is never fetched, and says what that was. */
public final class FieldAuthorizer {

    private final AuthRequirements requirements;

    public FieldAuthorizer(AuthRequirements requirements) {
        this.requirements = requirements;
    }

    /** {@code operation} without the {@code denials}; the same one if there are none. */
    public record Permitted(Operation operation, List<Denial> denials) {}

    /** A field left out, by its response path without list positions; nobody asked for it unless the {@code conditions} hold. */
    public record Denial(
            List<String> path,
            List<Condition> conditions,
            String coordinate,
            boolean anonymous,
            List<String> missingScopes) {}

    /** Where a walk through the operation has come to. */
    private record Place(List<String> path, List<Condition> conditions) {

        Place in(FieldSelection field) {
            return new Place(plus(path, List.of(field.responseKey())), plus(conditions, field.conditions()));
        }

        Place in(InlineFragment fragment) {
            return new Place(path, plus(conditions, fragment.conditions()));
        }

        private static <T> List<T> plus(List<T> before, List<T> more) {
            return more.isEmpty()
                    ? before
                    : Stream.concat(before.stream(), more.stream()).toList();
        }
    }

    public Permitted permit(Operation operation, Caller caller) {
        var denials = new ArrayList<Denial>();
        var set = trim(operation.selections(), caller, new Place(List.of(), List.of()), denials);
        if (denials.isEmpty()) {
            return new Permitted(operation, denials);
        }
        return new Permitted(
                new Operation(operation.kind(), operation.name(), operation.variables(), set), List.copyOf(denials));
    }

    private SelectionSet trim(SelectionSet set, Caller caller, Place place, List<Denial> denials) {
        var kept = new ArrayList<Selection>();
        for (var selection : set.selections()) {
            switch (selection) {
                case FieldSelection field -> trimField(set.type(), field, caller, place.in(field), denials, kept);
                case InlineFragment fragment -> {
                    var inner = trim(fragment.selections(), caller, place.in(fragment), denials);
                    kept.add(fragment.with(inner));
                }
            }
        }
        // A selection set may not be empty; asking for the type's name shows nothing.
        if (kept.isEmpty() && !set.isEmpty()) {
            kept.add(new FieldSelection("__typename", "__typename", List.of(), List.of(), SelectionSet.none()));
        }
        return new SelectionSet(set.type(), kept);
    }

    private void trimField(
            String type, FieldSelection field, Caller caller, Place place, List<Denial> denials, List<Selection> kept) {
        var required = field.name().startsWith("__") ? Requirement.NONE : requirements.of(type, field.name());
        if (!required.metBy(caller)) {
            denials.add(new Denial(
                    place.path(),
                    place.conditions(),
                    type + "." + field.name(),
                    caller.isAnonymous(),
                    required.missing(caller)));
            return;
        }
        kept.add(field.selections().isEmpty() ? field : field.with(trim(field.selections(), caller, place, denials)));
    }
}
