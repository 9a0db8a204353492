package io.aula.gateway.planner;

import io.aula.gateway.operation.FieldSelection;
import io.aula.gateway.operation.InlineFragment;
import io.aula.gateway.operation.Operation;
import io.aula.gateway.operation.OperationKind;
import io.aula.gateway.operation.Selection;
import io.aula.gateway.operation.SelectionSet;
import io.aula.gateway.plan.EntityLookup;
import io.aula.gateway.supergraph.FieldDefinition;
import io.aula.gateway.supergraph.JoinField;
import io.aula.gateway.supergraph.Supergraph;
import io.aula.gateway.supergraph.TypeDefinition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The subgraph behind {@code node(id:)} makes an object of every id that another subgraph owns, whether there is one or not. So the
 * owner is asked for something that each of its objects has, even when nobody wants anything of it.
 *
 * <pre>
 * { node(id: 1) { id } }   →   { node(id: 1) { id ... on User { _there: name } } }
 * </pre>
 */
final class AskOwners {

    private static final Set<String> FIELDS = Set.of("node", "nodes");
    private static final String NODE = "Node";

    private final Supergraph supergraph;
    private final Map<String, FieldDefinition> fields;

    AskOwners(Supergraph supergraph) {
        this.supergraph = supergraph;
        var query = supergraph.api().graphQl().getQueryType().getName();
        this.fields = supergraph.type(query).fields();
    }

    Operation in(Operation operation) {
        if (operation.kind() != OperationKind.QUERY
                || operation.selections().selections().stream().noneMatch(this::refetches)) {
            return operation;
        }
        return new Operation(operation.kind(), operation.name(), operation.variables(), in(operation.selections()));
    }

    private SelectionSet in(SelectionSet set) {
        return new SelectionSet(
                set.type(), set.selections().stream().map(this::in).toList());
    }

    private Selection in(Selection selection) {
        return switch (selection) {
            case FieldSelection field when refetches(field) -> field.with(proven(field));
            case FieldSelection field -> field;
            case InlineFragment fragment -> fragment.with(in(fragment.selections()));
        };
    }

    private boolean refetches(Selection selection) {
        return switch (selection) {
            case FieldSelection field ->
                FIELDS.contains(field.name())
                        && Optional.ofNullable(fields.get(field.name()))
                                .filter(known -> known.type().name().equals(NODE))
                                .isPresent();
            case InlineFragment fragment ->
                fragment.selections().selections().stream().anyMatch(this::refetches);
        };
    }

    private SelectionSet proven(FieldSelection field) {
        var routers = Objects.requireNonNull(fields.get(field.name())).joins().keySet();
        var set = field.selections();
        if (EntityLookup.asks(set, EntityLookup.THERE)) {
            return set;
        }
        var selections = new ArrayList<>(set.selections());
        supergraph.type(NODE).possible().stream()
                .sorted()
                .forEach(type -> proof(supergraph.type(type), routers)
                        .map(proof -> new FieldSelection(
                                EntityLookup.THERE, proof.name(), List.of(), List.of(), SelectionSet.none()))
                        .ifPresent(proof -> selections.add(
                                new InlineFragment(type, List.of(), new SelectionSet(type, List.of(proof))))));
        return new SelectionSet(set.type(), selections);
    }

    /** What a type's owner always knows: only owners promise a value, since what others add to an object may be missing. */
    private Optional<FieldDefinition> proof(TypeDefinition type, Set<String> routers) {
        return type.fields().values().stream()
                .filter(field -> isPromised(field) && takesNothing(type, field))
                .filter(field -> field.joins().keySet().stream().noneMatch(routers::contains)
                        && field.joins().values().stream().anyMatch(join -> isGiven(type, join)))
                .min(Comparator.comparing(FieldDefinition::name));
    }

    private boolean isPromised(FieldDefinition field) {
        return field.type().shape().equals("!")
                && !supergraph.isComposite(field.type().name());
    }

    private boolean takesNothing(TypeDefinition type, FieldDefinition field) {
        var object = supergraph.api().graphQl().getObjectType(type.name());
        var known = object == null ? null : object.getFieldDefinition(field.name());
        return known != null && known.getArguments().isEmpty();
    }

    private static boolean isGiven(TypeDefinition type, JoinField join) {
        return !join.external()
                && join.requires().isEmpty()
                && type.joins().stream()
                        .anyMatch(known -> known.subgraph().equals(join.subgraph()) && known.resolvable());
    }
}
