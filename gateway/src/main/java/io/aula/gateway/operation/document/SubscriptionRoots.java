package io.aula.gateway.operation.document;

import graphql.language.DirectivesContainer;
import graphql.language.Document;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.Node;
import graphql.language.OperationDefinition;
import graphql.language.SelectionSet;
import graphql.validation.ValidationError;
import graphql.validation.ValidationErrorType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A subscription has one root field, whatever its variables are (GraphQL, section 5.2.4.1). For documents whose fragments are known to
 * be there.
 */
final class SubscriptionRoots {

    private final List<OperationDefinition> operations;
    private final Map<String, FragmentDefinition> fragments = new HashMap<>();
    private final List<ValidationError> errors = new ArrayList<>();

    SubscriptionRoots(Document document) {
        operations = document.getDefinitionsOfType(OperationDefinition.class);
        document.getDefinitionsOfType(FragmentDefinition.class)
                .forEach(fragment -> fragments.put(fragment.getName(), fragment));
    }

    List<ValidationError> errors() {
        for (var operation : operations) {
            if (operation.getOperation() == OperationDefinition.Operation.SUBSCRIPTION) {
                check(operation);
            }
        }
        return errors;
    }

    private void check(OperationDefinition operation) {
        var keys = new HashSet<String>();
        collect(operation.getSelectionSet(), keys, new HashSet<>());
        if (keys.size() > 1) {
            error(operation, "A subscription has one root field, and this one has " + keys.size());
        }
    }

    private void collect(SelectionSet set, Set<String> keys, Set<String> spread) {
        for (var selection : set.getSelections()) {
            var directives = (DirectivesContainer<?>) selection;
            if (directives.hasDirective("skip") || directives.hasDirective("include")) {
                error(selection, "@skip and @include may not stand at the root of a subscription");
            }
            switch (selection) {
                case Field field -> {
                    keys.add(field.getResultKey());
                    if (field.getName().startsWith("__")) {
                        error(field, "'" + field.getName() + "' is no event to subscribe to");
                    }
                }
                case InlineFragment fragment -> collect(fragment.getSelectionSet(), keys, spread);
                case FragmentSpread named
                when spread.add(named.getName()) ->
                    collect(
                            Objects.requireNonNull(fragments.get(named.getName()))
                                    .getSelectionSet(),
                            keys,
                            spread);
                default -> {}
            }
        }
    }

    private void error(Node<?> at, String description) {
        errors.add(ValidationError.newValidationError()
                .validationErrorType(ValidationErrorType.SubscriptionMultipleRootFields)
                .sourceLocation(at.getSourceLocation())
                .description(description)
                .build());
    }
}
