package io.aula.gateway.policy.auth;

import io.aula.gateway.operation.FieldSelection;
import io.aula.gateway.operation.InlineFragment;
import io.aula.gateway.operation.Operation;
import io.aula.gateway.operation.Selection;
import io.aula.gateway.operation.SelectionSet;
import java.util.ArrayList;
import java.util.List;

/** Takes out of an operation what its caller may not see, so that it is never fetched, and says what that was. */
public final class FieldAuthorizer {

    private final AuthRequirements requirements;

    public FieldAuthorizer(AuthRequirements requirements) {
        this.requirements = requirements;
    }

    /** {@code operation} without the {@code denials}; the same one if there are none. */
    public record Permitted(Operation operation, List<Denial> denials) {}

    /** A field left out, by its response path without list positions. */
    public record Denial(List<String> path, String coordinate, boolean anonymous, List<String> missingScopes) {}

    public Permitted permit(Operation operation, Caller caller) {
        var denials = new ArrayList<Denial>();
        var set = trim(operation.selections(), caller, List.of(), denials);
        if (denials.isEmpty()) {
            return new Permitted(operation, denials);
        }
        return new Permitted(
                new Operation(operation.kind(), operation.name(), operation.variables(), set), List.copyOf(denials));
    }

    private SelectionSet trim(SelectionSet set, Caller caller, List<String> path, List<Denial> denials) {
        var kept = new ArrayList<Selection>();
        for (var selection : set.selections()) {
            switch (selection) {
                case FieldSelection field -> trimField(set.type(), field, caller, path, denials, kept);
                case InlineFragment fragment -> {
                    var inner = trim(fragment.selections(), caller, path, denials);
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
            String type,
            FieldSelection field,
            Caller caller,
            List<String> path,
            List<Denial> denials,
            List<Selection> kept) {
        var deeper = new ArrayList<>(path);
        deeper.add(field.responseKey());
        var required = field.name().startsWith("__") ? Requirement.NONE : requirements.of(type, field.name());
        if (!required.metBy(caller)) {
            var denial = new Denial(
                    List.copyOf(deeper), type + "." + field.name(), caller.isAnonymous(), required.missing(caller));
            denials.add(denial);
            return;
        }
        kept.add(field.selections().isEmpty() ? field : field.with(trim(field.selections(), caller, deeper, denials)));
    }
}
