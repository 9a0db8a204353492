package io.aula.gateway.operation.document;

import graphql.introspection.Introspection;
import graphql.language.Argument;
import graphql.language.AstPrinter;
import graphql.language.Directive;
import graphql.language.Document;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.OperationDefinition;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import graphql.language.TypeName;
import graphql.schema.GraphQLCompositeType;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLInterfaceType;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLTypeUtil;
import graphql.schema.GraphQLUnionType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Proves that a document is valid (GraphQL, chapter 5), in one walk over its operation with the fragments in their places. It only
 * ever says yes when every rule is kept; rarer features, doubts and mistakes are left to the library's validator, which also has the
 * words for them. Fields that share a response key are proved mergeable by being alike:
 *
 * <pre>
 *   { a { b } ...F }  fragment F on Query { a { b c } }     a: one slot with two selection sets, walked as one
 * </pre>
 */
public final class ValidityProof {

    private static final int MAX_STEPS = 20_000;
    private static final int MAX_LEVELS = 150;

    private final GraphQLSchema schema;
    private final Map<String, FragmentDefinition> fragments = new HashMap<>();
    private final Set<String> usedFragments = new HashSet<>();
    private final ValueProof values;
    private int steps;

    private ValidityProof(GraphQLSchema schema) {
        this.schema = schema;
        this.values = new ValueProof(schema);
    }

    /** Whether the document is certainly valid; false says nothing. */
    public static boolean holds(GraphQLSchema schema, Document document) {
        return new ValidityProof(schema).proves(document);
    }

    /** A selection set on the type it applies to. */
    private record Part(GraphQLCompositeType type, SelectionSet set) {}

    /** What one response key stands for, with all that is selected below it. */
    private record Slot(Field field, GraphQLFieldDefinition definition, List<Part> parts) {

        boolean isLike(Field other, GraphQLFieldDefinition otherDefinition) {
            return field.getName().equals(other.getName())
                    && (definition == otherDefinition || sameType(otherDefinition))
                    && sameArguments(other);
        }

        private boolean sameType(GraphQLFieldDefinition other) {
            return GraphQLTypeUtil.simplePrint(definition.getType())
                    .equals(GraphQLTypeUtil.simplePrint(other.getType()));
        }

        private boolean sameArguments(Field other) {
            return field.getArguments().isEmpty() && other.getArguments().isEmpty()
                    || printed(field).equals(printed(other));
        }

        private static List<String> printed(Field field) {
            return field.getArguments().stream()
                    .map(AstPrinter::printAstCompact)
                    .sorted()
                    .toList();
        }
    }

    private boolean proves(Document document) {
        var operations = document.getDefinitionsOfType(OperationDefinition.class);
        for (var fragment : document.getDefinitionsOfType(FragmentDefinition.class)) {
            if (!fragment.getDirectives().isEmpty() || fragments.put(fragment.getName(), fragment) != null) {
                return false;
            }
        }
        return operations.size() == 1
                && document.getDefinitions().size() == 1 + fragments.size()
                && operation(operations.getFirst())
                && usedFragments.size() == fragments.size();
    }

    private boolean operation(OperationDefinition operation) {
        var root = switch (operation.getOperation()) {
            case QUERY -> schema.getQueryType();
            case MUTATION -> schema.getMutationType();
            case SUBSCRIPTION -> null;
        };
        return root != null
                && operation.getDirectives().isEmpty()
                && values.declare(operation.getVariableDefinitions())
                && walk(List.of(new Part(root, operation.getSelectionSet())), 0)
                && values.allUsed();
    }

    private boolean walk(List<Part> parts, int level) {
        var slots = new LinkedHashMap<String, Slot>();
        for (var part : parts) {
            if (!collect(part.type(), part.set(), slots, level)) {
                return false;
            }
        }
        for (var slot : slots.values()) {
            if (!slot.parts().isEmpty() && !walk(slot.parts(), level + 1)) {
                return false;
            }
        }
        return true;
    }

    private boolean collect(GraphQLCompositeType type, SelectionSet set, Map<String, Slot> slots, int level) {
        for (var selection : set.getSelections()) {
            // Fragments within themselves end here, too.
            if (++steps > MAX_STEPS || level > MAX_LEVELS || !collect(type, selection, slots, level)) {
                return false;
            }
        }
        return true;
    }

    private boolean collect(GraphQLCompositeType type, Selection<?> selection, Map<String, Slot> slots, int level) {
        return switch (selection) {
            case Field field -> directives(field.getDirectives()) && field(type, field, slots);
            case InlineFragment fragment ->
                directives(fragment.getDirectives())
                        && fragment(type, fragment.getTypeCondition(), fragment.getSelectionSet(), slots, level);
            case FragmentSpread spread -> directives(spread.getDirectives()) && spread(type, spread, slots, level);
            default -> false;
        };
    }

    private boolean spread(GraphQLCompositeType type, FragmentSpread spread, Map<String, Slot> slots, int level) {
        var fragment = fragments.get(spread.getName());
        if (fragment == null) {
            return false;
        }
        usedFragments.add(spread.getName());
        return fragment(type, fragment.getTypeCondition(), fragment.getSelectionSet(), slots, level);
    }

    private boolean fragment(
            GraphQLCompositeType type,
            @Nullable TypeName condition,
            SelectionSet set,
            Map<String, Slot> slots,
            int level) {
        if (condition == null) {
            return collect(type, set, slots, level + 1);
        }
        return schema.getType(condition.getName()) instanceof GraphQLCompositeType narrowed
                && (narrowed == type || overlap(narrowed, type))
                && collect(narrowed, set, slots, level + 1);
    }

    private boolean overlap(GraphQLCompositeType one, GraphQLCompositeType other) {
        var objects = objects(other);
        return objects(one).stream().anyMatch(objects::contains);
    }

    private Set<String> objects(GraphQLCompositeType type) {
        return switch (type) {
            case GraphQLInterfaceType contract -> names(schema.getImplementations(contract));
            case GraphQLUnionType union -> names(union.getTypes());
            default -> Set.of(type.getName());
        };
    }

    private static Set<String> names(List<? extends GraphQLNamedType> types) {
        return types.stream().map(GraphQLNamedType::getName).collect(Collectors.toSet());
    }

    private boolean field(GraphQLCompositeType type, Field field, Map<String, Slot> slots) {
        var definition = definition(type, field.getName());
        if (definition == null || !values.arguments(definition.getArguments(), field.getArguments())) {
            return false;
        }
        var slot = slots.get(field.getResultKey());
        if (slot == null) {
            slot = new Slot(field, definition, new ArrayList<>(2));
            slots.put(field.getResultKey(), slot);
        } else if (!slot.isLike(field, definition)) {
            return false;
        }
        var set = field.getSelectionSet();
        if (GraphQLTypeUtil.unwrapAll(definition.getType()) instanceof GraphQLCompositeType below) {
            return set != null && slot.parts().add(new Part(below, set));
        }
        return set == null;
    }

    private static @Nullable GraphQLFieldDefinition definition(GraphQLCompositeType type, String name) {
        if (name.equals("__typename")) {
            return Introspection.TypeNameMetaFieldDef;
        }
        return type instanceof GraphQLFieldsContainer container ? container.getFieldDefinition(name) : null;
    }

    /** Only those whose meaning is known here. */
    private boolean directives(List<Directive> directives) {
        var names = new HashSet<String>();
        for (var directive : directives) {
            var name = directive.getName();
            List<Argument> arguments = directive.getArguments();
            if (!name.equals("skip") && !name.equals("include") || !names.add(name) || arguments.size() != 1) {
                return false;
            }
            if (!arguments.getFirst().getName().equals("if")
                    || !values.isCondition(arguments.getFirst().getValue())) {
                return false;
            }
        }
        return true;
    }
}
