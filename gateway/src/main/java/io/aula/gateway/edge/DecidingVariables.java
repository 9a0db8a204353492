package io.aula.gateway.edge;

import io.aula.gateway.operation.FieldSelection;
import io.aula.gateway.operation.InlineFragment;
import io.aula.gateway.operation.Operation;
import io.aula.gateway.operation.Selection;
import io.aula.gateway.operation.SelectionSet;

/** Variables that decide what is selected, or whether it may come later. */
final class DecidingVariables {

    private DecidingVariables() {}

    static boolean include(Operation operation, String variable) {
        return has(operation.selections(), variable);
    }

    private static boolean has(SelectionSet set, String variable) {
        return set.selections().stream().anyMatch(selection -> has(selection, variable));
    }

    private static boolean has(Selection selection, String variable) {
        if (selection.conditions().stream()
                .anyMatch(condition -> condition.variable().equals(variable))) {
            return true;
        }
        return switch (selection) {
            case FieldSelection field -> has(field.selections(), variable);
            case InlineFragment fragment ->
                fragment.deferral()
                                .flatMap(deferral -> deferral.switchedBy())
                                .filter(variable::equals)
                                .isPresent()
                        || has(fragment.selections(), variable);
        };
    }
}
