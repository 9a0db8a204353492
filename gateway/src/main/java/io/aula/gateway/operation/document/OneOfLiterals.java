package io.aula.gateway.operation.document;

import graphql.language.Argument;
import graphql.language.ArrayValue;
import graphql.language.Document;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.NonNullType;
import graphql.language.NullValue;
import graphql.language.ObjectField;
import graphql.language.ObjectValue;
import graphql.language.OperationDefinition;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import graphql.language.Value;
import graphql.language.VariableDefinition;
import graphql.language.VariableReference;
import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLCompositeType;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLNonNull;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
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
 * A literal of a {@code @oneOf} type names one field, with a value that can never be null (GraphQL, sections 5.6.1 and 5.8.5), of which
 * the library's rules know only the count. For documents that are valid otherwise.
 */
final class OneOfLiterals {

    private final GraphQLSchema schema;
    private final Document document;
    private final Map<String, FragmentDefinition> fragments = new HashMap<>();
    private final Map<String, VariableDefinition> variables = new HashMap<>();
    private final Set<String> spread = new HashSet<>();
    private final List<ValidationError> errors = new ArrayList<>();

    OneOfLiterals(GraphQLSchema schema, Document document) {
        this.schema = schema;
        this.document = document;
        document.getDefinitionsOfType(FragmentDefinition.class)
                .forEach(fragment -> fragments.put(fragment.getName(), fragment));
    }

    List<ValidationError> errors() {
        var isThere = schema.getAllTypesAsList().stream()
                .anyMatch(type -> type instanceof GraphQLInputObjectType input && input.isOneOf());
        for (var operation :
                isThere ? document.getDefinitionsOfType(OperationDefinition.class) : List.<OperationDefinition>of()) {
            spread.clear();
            variables.clear();
            operation.getVariableDefinitions().forEach(variable -> variables.put(variable.getName(), variable));
            var root = switch (operation.getOperation()) {
                case QUERY -> schema.getQueryType();
                case MUTATION -> schema.getMutationType();
                case SUBSCRIPTION -> schema.getSubscriptionType();
            };
            walk(root, operation.getSelectionSet());
        }
        return errors;
    }

    private void walk(GraphQLCompositeType type, SelectionSet set) {
        for (var selection : set.getSelections()) {
            walk(type, selection);
        }
    }

    private void walk(GraphQLCompositeType type, Selection<?> selection) {
        switch (selection) {
            // What is asked about the schema takes nothing of the kind.
            case Field field when field.getName().startsWith("__") -> {}
            case Field field -> {
                var definition = ((GraphQLFieldsContainer) type).getFieldDefinition(field.getName());
                arguments(definition.getArguments(), field.getArguments());
                if (field.getSelectionSet() != null
                        && GraphQLTypeUtil.unwrapAll(definition.getType()) instanceof GraphQLCompositeType below) {
                    walk(below, field.getSelectionSet());
                }
            }
            case InlineFragment fragment ->
                walk(
                        fragment.getTypeCondition() == null
                                ? type
                                : composite(fragment.getTypeCondition().getName()),
                        fragment.getSelectionSet());
            case FragmentSpread named
            when spread.add(named.getName()) -> {
                var fragment = Objects.requireNonNull(fragments.get(named.getName()));
                walk(composite(fragment.getTypeCondition().getName()), fragment.getSelectionSet());
            }
            default -> {}
        }
    }

    private GraphQLCompositeType composite(String name) {
        return schema.getTypeAs(name);
    }

    private void arguments(List<GraphQLArgument> definitions, List<Argument> given) {
        for (var argument : given) {
            definitions.stream()
                    .filter(definition -> definition.getName().equals(argument.getName()))
                    .forEach(definition -> value(argument.getValue(), definition.getType()));
        }
    }

    private void value(Value<?> value, GraphQLType type) {
        switch (type) {
            case GraphQLNonNull required -> value(value, required.getWrappedType());
            case GraphQLList list
            when value instanceof ArrayValue array ->
                array.getValues().forEach(item -> value(item, list.getWrappedType()));
            case GraphQLList list -> value(value, list.getWrappedType());
            case GraphQLInputObjectType input when value instanceof ObjectValue object -> object(object, input);
            default -> {}
        }
    }

    private void object(ObjectValue object, GraphQLInputObjectType type) {
        var fields = object.getObjectFields();
        if (type.isOneOf() && (fields.size() != 1 || mayBeNull(fields.getFirst()))) {
            errors.add(ValidationError.newValidationError()
                    .validationErrorType(ValidationErrorType.WrongType)
                    .sourceLocation(object.getSourceLocation())
                    .description("'" + type.getName() + "' takes one field, whose value is not null")
                    .build());
        }
        for (var field : fields) {
            var definition = type.getFieldDefinition(field.getName());
            if (definition != null) {
                value(field.getValue(), definition.getType());
            }
        }
    }

    /** A default value does not help: null may be given all the same. */
    private boolean mayBeNull(ObjectField field) {
        return switch (field.getValue()) {
            case NullValue _ -> true;
            case VariableReference reference -> {
                var variable = variables.get(reference.getName());
                yield variable != null && !(variable.getType() instanceof NonNullType);
            }
            default -> false;
        };
    }
}
