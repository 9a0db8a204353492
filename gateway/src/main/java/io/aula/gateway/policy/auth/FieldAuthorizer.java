package io.aula.gateway.policy.auth;

import io.aula.gateway.operation.Condition;
import io.aula.gateway.operation.FieldSelection;
import io.aula.gateway.operation.InlineFragment;
import io.aula.gateway.operation.Operation;
import io.aula.gateway.operation.Selection;
import io.aula.gateway.operation.SelectionSet;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

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

    /** Where a walk through the operation has come to: below one selection after the other. Spelt out only for a denial. */
    private record Place(@Nullable Place above, Selection selection) {

        List<String> path() {
            var path = new ArrayList<String>();
            for (var place = this; place != null; place = place.above) {
                if (place.selection instanceof FieldSelection field) {
                    path.addFirst(field.responseKey());
                }
            }
            return List.copyOf(path);
        }

        List<Condition> conditions() {
            var conditions = new ArrayList<Condition>();
            for (var place = this; place != null; place = place.above) {
                conditions.addAll(0, place.selection.conditions());
            }
            return List.copyOf(conditions);
        }
    }

    public Permitted permit(Operation operation, Caller caller) {
        var denials = new ArrayList<Denial>();
        var set = trim(operation.selections(), caller, null, denials);
        if (denials.isEmpty()) {
            return new Permitted(operation, denials);
        }
        return new Permitted(
                new Operation(operation.kind(), operation.name(), operation.variables(), set), List.copyOf(denials));
    }

    private SelectionSet trim(SelectionSet set, Caller caller, @Nullable Place place, List<Denial> denials) {
        var kept = new ArrayList<Selection>();
        for (var selection : set.selections()) {
            switch (selection) {
                case FieldSelection field ->
                    trimField(set.type(), field, caller, new Place(place, field), denials, kept);
                case InlineFragment fragment -> {
                    var inner = trim(fragment.selections(), caller, new Place(place, fragment), denials);
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
