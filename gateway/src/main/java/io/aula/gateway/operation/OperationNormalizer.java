package io.aula.gateway.operation;

import graphql.language.AstPrinter;
import graphql.language.BooleanValue;
import graphql.language.Directive;
import graphql.language.DirectivesContainer;
import graphql.language.Document;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.Node;
import graphql.language.OperationDefinition;
import graphql.language.VariableReference;
import io.aula.gateway.supergraph.Supergraph;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Brings a validated document into canonical form: spreads inlined, needless fragments opened, equal fields merged. */
public final class OperationNormalizer {

    private final Supergraph supergraph;

    public OperationNormalizer(Supergraph supergraph) {
        this.supergraph = supergraph;
    }

    /** The operation of that name, or the only one. */
    public Operation normalize(Document document, Optional<String> name) {
        var operations = document.getDefinitionsOfType(OperationDefinition.class);
        var operation = operations.stream()
                .filter(candidate -> name.isEmpty() || name.get().equals(candidate.getName()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no operation named " + name.orElse("")));
        var kind = OperationKind.valueOf(operation.getOperation().name());
        var variables = operation.getVariableDefinitions().stream()
                .map(variable -> new VariableDefinition(
                        variable.getName(),
                        AstPrinter.printAstCompact(variable.getType()),
                        Optional.ofNullable(variable.getDefaultValue()).map(AstPrinter::printAstCompact)))
                .toList();
        var fragments = new HashMap<String, FragmentDefinition>();
        document.getDefinitionsOfType(FragmentDefinition.class).forEach(f -> fragments.put(f.getName(), f));
        var root = new Scope(rootType(kind), fragments);
        root.addAll(operation.getSelectionSet(), List.of());
        return new Operation(kind, Optional.ofNullable(operation.getName()), variables, root.build());
    }

    private String rootType(OperationKind kind) {
        var schema = supergraph.api().graphQl();
        var type = switch (kind) {
            case QUERY -> schema.getQueryType();
            case MUTATION -> schema.getMutationType();
            case SUBSCRIPTION -> schema.getSubscriptionType();
        };
        if (type == null) {
            throw new IllegalArgumentException("the schema has no " + kind.keyword() + " type");
        }
        return type.getName();
    }

    private record FieldIdentity(String responseKey, List<Condition> conditions) {}

    /** A fragment met again after something else is another one, or its new fields would come too early. */
    private record FragmentIdentity(String type, List<Condition> conditions, int meeting) {}

    /**
     * One selection set in the making; entries are merged as they come, in order of first appearance. {@code earlier} is the same
     * fragment met before: what that has is not said again.
     */
    private final class Scope {

        private final String type;
        private final Map<String, FragmentDefinition> fragments;
        private final LinkedHashMap<Object, Scope> children = new LinkedHashMap<>();
        private final Map<FieldIdentity, Field> fields = new HashMap<>();
        private final @Nullable Scope earlier;

        Scope(String type, Map<String, FragmentDefinition> fragments) {
            this(type, fragments, null);
        }

        private Scope(String type, Map<String, FragmentDefinition> fragments, @Nullable Scope earlier) {
            this.type = type;
            this.fragments = fragments;
            this.earlier = earlier;
        }

        void addAll(graphql.language.SelectionSet set, List<Condition> outer) {
            for (var selection : set.getSelections()) {
                var conditions = conditions((DirectivesContainer<?>) selection, outer);
                if (conditions.isEmpty()) {
                    continue;
                }
                switch (selection) {
                    case Field field -> addField(field, conditions.get());
                    case FragmentSpread spread -> {
                        var fragment = fragments.get(spread.getName());
                        if (fragment != null) {
                            addFragment(
                                    fragment.getTypeCondition().getName(),
                                    fragment.getSelectionSet(),
                                    conditions.get());
                        }
                    }
                    case graphql.language.InlineFragment fragment ->
                        addFragment(
                                fragment.getTypeCondition() == null
                                        ? type
                                        : fragment.getTypeCondition().getName(),
                                fragment.getSelectionSet(),
                                conditions.get());
                    default -> throw new IllegalArgumentException("unknown selection");
                }
            }
        }

        private void addField(Field field, List<Condition> conditions) {
            var identity = new FieldIdentity(field.getResultKey(), conditions);
            var child = known(identity);
            if (child == null) {
                fields.put(identity, field);
                child = new Scope(typeOf(field), fragments);
                children.put(identity, child);
            }
            if (field.getSelectionSet() != null) {
                child.addAll(field.getSelectionSet(), List.of());
            }
        }

        private String typeOf(Field field) {
            if (!supergraph.types().containsKey(type)) {
                return "";
            }
            return supergraph
                    .type(type)
                    .field(field.getName())
                    .map(f -> f.type().name())
                    .orElse("");
        }

        private void addFragment(String condition, graphql.language.SelectionSet set, List<Condition> conditions) {
            if (condition.equals(type) || covers(condition, type)) {
                addAll(set, conditions);
                return;
            }
            if (supergraph.types().containsKey(type) && !overlap(condition, type)) {
                return;
            }
            var before = met(condition, conditions);
            if (before != null && !children.isEmpty() && children.lastEntry().getValue() == before) {
                before.addAll(set, List.of());
                return;
            }
            var identity = new FragmentIdentity(condition, conditions, before == null ? 0 : children.size());
            var again = new Scope(condition, fragments, before);
            children.put(identity, again);
            again.addAll(set, List.of());
            if (again.children.isEmpty()) {
                children.remove(identity);
            }
        }

        private @Nullable Scope known(FieldIdentity identity) {
            for (var scope = this; scope != null; scope = scope.earlier) {
                var child = scope.children.get(identity);
                if (child != null) {
                    return child;
                }
            }
            return null;
        }

        /** The fragment as it was met last. */
        private @Nullable Scope met(String condition, List<Condition> conditions) {
            for (var scope = this; scope != null; scope = scope.earlier) {
                for (var entry : scope.children.sequencedEntrySet().reversed()) {
                    if (entry.getKey() instanceof FragmentIdentity(var type, var under, var _)
                            && type.equals(condition)
                            && under.equals(conditions)) {
                        return entry.getValue();
                    }
                }
            }
            return null;
        }

        SelectionSet build() {
            var selections = new ArrayList<Selection>();
            children.forEach((identity, child) -> {
                switch (identity) {
                    case FieldIdentity field -> selections.add(field(field, child));
                    case FragmentIdentity(var condition, var conditions, var _) -> {
                        var inner = child.build();
                        if (!inner.isEmpty()) {
                            selections.add(new InlineFragment(condition, conditions, inner));
                        }
                    }
                    default -> throw new IllegalStateException("unknown identity");
                }
            });
            return new SelectionSet(type, selections);
        }

        private FieldSelection field(FieldIdentity identity, Scope child) {
            var field = java.util.Objects.requireNonNull(fields.get(identity));
            var arguments = field.getArguments().stream()
                    .map(argument -> new Argument(
                            argument.getName(),
                            AstPrinter.printAstCompact(argument.getValue()),
                            variables(argument.getValue())))
                    .toList();
            return new FieldSelection(
                    identity.responseKey(),
                    field.getName(),
                    arguments,
                    identity.conditions(),
                    child.children.isEmpty() ? SelectionSet.none() : child.build());
        }
    }

    private boolean covers(String condition, String type) {
        return supergraph.types().containsKey(condition)
                && supergraph.types().containsKey(type)
                && supergraph.type(type).kind() == io.aula.gateway.supergraph.TypeDefinition.Kind.OBJECT
                && supergraph.type(condition).possible().contains(type);
    }

    private boolean overlap(String condition, String type) {
        return supergraph.types().containsKey(condition)
                && supergraph.type(condition).possible().stream()
                        .anyMatch(supergraph.type(type).possible()::contains);
    }

    /** Empty where a constant condition rules the selection out. */
    private static Optional<List<Condition>> conditions(DirectivesContainer<?> selection, List<Condition> outer) {
        var conditions = new ArrayList<>(outer);
        for (Directive directive : selection.getDirectives()) {
            var include = directive.getName().equals("include");
            if (!include && !directive.getName().equals("skip")) {
                continue;
            }
            var value = directive.getArgument("if").getValue();
            if (value instanceof BooleanValue constant && constant.isValue() != include) {
                return Optional.empty();
            }
            if (value instanceof VariableReference variable) {
                var condition = new Condition(variable.getName(), include);
                if (!conditions.contains(condition)) {
                    conditions.add(condition);
                }
            }
        }
        return Optional.of(List.copyOf(conditions));
    }

    private static Set<String> variables(Node<?> value) {
        var found = new HashSet<String>();
        if (value instanceof VariableReference reference) {
            found.add(reference.getName());
        }
        for (Node<?> child : value.getChildren()) {
            found.addAll(variables(child));
        }
        return found;
    }
}
