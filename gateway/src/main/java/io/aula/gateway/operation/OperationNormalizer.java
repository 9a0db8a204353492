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
import graphql.language.StringValue;
import graphql.language.VariableReference;
import io.aula.gateway.supergraph.Supergraph;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Brings a validated document into canonical form: spreads inlined, needless fragments opened, equal fields merged. */
public final class OperationNormalizer {

    /** Directives that mean something here. */
    private static final Set<String> OURS = Set.of("skip", "include", "defer");

    private final Supergraph supergraph;

    public OperationNormalizer(Supergraph supergraph) {
        this.supergraph = supergraph;
    }

    /** The operation of that name, or the only one. */
    public Operation normalize(Document document, Optional<String> name) {
        return normalize(document, name, true);
    }

    /** The same; with {@code inParts} false, {@code @defer} means nothing. */
    public Operation normalize(Document document, Optional<String> name, boolean inParts) {
        var operation = document.getDefinitionsOfType(OperationDefinition.class).stream()
                .filter(candidate -> name.isEmpty() || name.get().equals(candidate.getName()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no operation named " + name.orElse("")));
        return normalize(document, operation, inParts);
    }

    /** One of the document's operations. */
    public Operation normalize(Document document, OperationDefinition operation, boolean inParts) {
        var kind = OperationKind.valueOf(operation.getOperation().name());
        var variables = new ArrayList<VariableDefinition>();
        for (var variable : operation.getVariableDefinitions()) {
            variables.add(new VariableDefinition(
                    variable.getName(),
                    AstPrinter.printAstCompact(variable.getType()),
                    Optional.ofNullable(variable.getDefaultValue()).map(AstPrinter::printAstCompact)));
        }
        var fragments = new HashMap<String, FragmentDefinition>();
        for (var definition : document.getDefinitions()) {
            if (definition instanceof FragmentDefinition fragment) {
                fragments.put(fragment.getName(), fragment);
            }
        }
        var root = new Scope(
                rootType(kind), new Source(fragments, kind, inParts), kind == OperationKind.MUTATION, false, null);
        root.addAll(operation.getSelectionSet(), List.of());
        root.addEffects();
        return new Operation(kind, Optional.ofNullable(operation.getName()), List.copyOf(variables), root.build());
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

    /** The document's fragments, and the number of the last deferral met. */
    private static final class Source {

        private final Map<String, FragmentDefinition> fragments;
        private final OperationKind kind;
        private final boolean inParts;
        private int deferrals;

        Source(Map<String, FragmentDefinition> fragments, OperationKind kind, boolean inParts) {
            this.inParts = inParts;
            this.fragments = fragments;
            this.kind = kind;
        }

        /** Events are complete when they come, and mutations happen before anything is answered. */
        Optional<Deferral> deferral(DirectivesContainer<?> fragment, boolean atRoot) {
            if (!inParts || kind == OperationKind.SUBSCRIPTION || kind == OperationKind.MUTATION && atRoot) {
                return Optional.empty();
            }
            return fragment.getDirectives("defer").stream().findFirst().flatMap(this::deferral);
        }

        private Optional<Deferral> deferral(Directive directive) {
            var condition = directive.getArgument("if") == null
                    ? BooleanValue.of(true)
                    : directive.getArgument("if").getValue();
            if (condition instanceof BooleanValue constant && !constant.isValue()) {
                return Optional.empty();
            }
            var label = directive.getArgument("label") != null
                            && directive.getArgument("label").getValue() instanceof StringValue text
                    ? Optional.ofNullable(text.getValue())
                    : Optional.<String>empty();
            var variable = condition instanceof VariableReference reference
                    ? Optional.ofNullable(reference.getName())
                    : Optional.<String>empty();
            return Optional.of(new Deferral(++deferrals, label, variable));
        }
    }

    /** What two entries of a selection set must agree on to be one. */
    private sealed interface Identity {

        record OfField(String responseKey, List<Condition> conditions) implements Identity {}

        record OfFragment(String type, List<Condition> conditions, Optional<Deferral> deferral) implements Identity {}
    }

    private record Entry(Identity identity, Scope scope) {}

    /**
     * One selection set in the making. What is met again after something else becomes another entry, or its new fields would come
     * too early in the response; {@code earlier} is the same place met before: what that has is not said again.
     */
    private final class Scope {

        private final String type;
        private final Source source;
        /** What has effects, until all of it is known. */
        private final @Nullable MutationFields effects;

        private final List<Entry> entries;
        private final Map<Identity, Scope> last;
        /** As asked for first; under other conditions it may have other directives. */
        private final Map<Identity, Field> fields;

        private final @Nullable Scope earlier;

        /** Nothing is ever selected on a leaf, and most are leaves. */
        Scope(String type, Source source, boolean effects, boolean leaf, @Nullable Scope earlier) {
            this.type = type;
            this.source = source;
            this.effects = effects ? new MutationFields() : null;
            this.earlier = earlier;
            this.entries = leaf ? List.of() : new ArrayList<>();
            this.last = leaf ? Map.of() : new HashMap<>();
            this.fields = leaf ? Map.of() : new HashMap<>();
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
                        var fragment = source.fragments.get(spread.getName());
                        if (fragment != null) {
                            addFragment(
                                    fragment.getTypeCondition().getName(),
                                    fragment.getSelectionSet(),
                                    conditions.get(),
                                    source.deferral(spread, effects != null));
                        }
                    }
                    case graphql.language.InlineFragment fragment ->
                        addFragment(
                                fragment.getTypeCondition() == null
                                        ? type
                                        : fragment.getTypeCondition().getName(),
                                fragment.getSelectionSet(),
                                conditions.get(),
                                source.deferral(fragment, effects != null));
                    default -> throw new IllegalArgumentException("unknown selection");
                }
            }
        }

        private void addField(Field field, List<Condition> conditions) {
            if (effects != null) {
                effects.add(field, conditions);
                return;
            }
            var identity = new Identity.OfField(ResponseKeys.of(field), conditions);
            fields.putIfAbsent(identity, field);
            enter(identity, typeOf(field), field.getSelectionSet(), field.getSelectionSet() == null);
        }

        private void addEffects() {
            if (effects == null) {
                return;
            }
            for (var each : effects.cases()) {
                var field = each.parts().getFirst().field();
                var identity = new Identity.OfField(each.responseKey(), each.conditions());
                fields.putIfAbsent(identity, field);
                var scope = new Scope(typeOf(field), source, false, field.getSelectionSet() == null, null);
                for (var part : each.parts()) {
                    if (part.field().getSelectionSet() != null) {
                        scope.addAll(part.field().getSelectionSet(), part.conditions());
                    }
                }
                entries.add(new Entry(identity, scope));
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

        private void addFragment(
                String condition,
                graphql.language.SelectionSet set,
                List<Condition> conditions,
                Optional<Deferral> deferral) {
            var needless = condition.equals(type) || covers(condition, type);
            if (needless && deferral.isEmpty()) {
                addAll(set, conditions);
                return;
            }
            if (!needless && supergraph.types().containsKey(type) && !overlap(condition, type)) {
                return;
            }
            var inner = needless ? type : condition;
            enter(new Identity.OfFragment(inner, conditions, deferral), inner, set, false);
        }

        private void enter(Identity identity, String inner, graphql.language.@Nullable SelectionSet set, boolean leaf) {
            var before = met(identity);
            if (before != null && (leaf || mergeable(before))) {
                before.addAll(set);
                return;
            }
            var again = new Scope(inner, source, false, leaf, before);
            entries.add(new Entry(identity, again));
            again.addAll(set);
            if (before != null && again.entries.isEmpty()) {
                entries.removeLast();
                return;
            }
            last.put(identity, again);
        }

        private boolean mergeable(Scope before) {
            return !entries.isEmpty() && entries.getLast().scope() == before;
        }

        private void addAll(graphql.language.@Nullable SelectionSet set) {
            if (set != null) {
                addAll(set, List.of());
            }
        }

        /** The same place as it was met last. */
        private @Nullable Scope met(Identity identity) {
            for (var scope = this; scope != null; scope = scope.earlier) {
                var known = scope.last.get(identity);
                if (known != null) {
                    return known;
                }
            }
            return null;
        }

        SelectionSet build() {
            var selections = new ArrayList<Selection>();
            for (var entry : entries) {
                var inner = entry.scope().entries.isEmpty()
                        ? SelectionSet.none()
                        : entry.scope().build();
                switch (entry.identity()) {
                    case Identity.OfField field -> selections.add(field(field, inner));
                    case Identity.OfFragment(var condition, var conditions, var deferral) -> {
                        if (!inner.isEmpty()) {
                            selections.add(new InlineFragment(condition, conditions, deferral, inner));
                        }
                    }
                }
            }
            return new SelectionSet(type, selections);
        }

        private FieldSelection field(Identity.OfField identity, SelectionSet inner) {
            var field = java.util.Objects.requireNonNull(fields.get(identity));
            return new FieldSelection(
                    identity.responseKey(),
                    field.getName(),
                    field.getArguments().isEmpty() && field.getDirectives().isEmpty() ? List.of() : arguments(field),
                    identity.conditions(),
                    inner.isEmpty() ? SelectionSet.none() : inner);
        }
    }

    private static List<Argument> arguments(Field field) {
        var asked = new ArrayList<Argument>();
        for (var argument : field.getArguments()) {
            asked.add(new Argument(
                    argument.getName(),
                    AstPrinter.printAstCompact(argument.getValue()),
                    variables(argument.getValue())));
        }
        for (var directive : field.getDirectives()) {
            if (!OURS.contains(directive.getName()) && !field.getName().startsWith("__")) {
                var name = "@" + directive.getName();
                asked.add(new Argument(
                        name, AstPrinter.printAstCompact(directive).substring(name.length()), variables(directive)));
            }
        }
        return asked;
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
        if (selection.getDirectives().isEmpty()) {
            return Optional.of(outer);
        }
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
