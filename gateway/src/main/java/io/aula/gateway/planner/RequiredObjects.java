package io.aula.gateway.planner;

import io.aula.gateway.operation.FieldSelection;
import io.aula.gateway.operation.InlineFragment;
import io.aula.gateway.operation.SelectionSet;
import io.aula.gateway.supergraph.FieldDefinition;
import io.aula.gateway.supergraph.FieldSet;
import io.aula.gateway.supergraph.JoinField;
import io.aula.gateway.supergraph.Supergraph;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Fields of objects that {@code @requires} asks for. Where the client asks for the same object and for more of it, a null that may not
 * be takes the whole object away, and with it what is required; so that is then asked for under a name of its own:
 *
 * <pre>
 *   r @requires(fields: "o { x }")   { o { bad! } r }   →   o { bad }  _aula_o_0: o { x }
 * </pre>
 *
 * Objects in keys are left alone: without them there is nothing to ask with.
 */
final class RequiredObjects {

    private final Supergraph supergraph;
    /** What every requirement of a field of this name asks of its object. */
    private final Map<String, Set<String>> asked = new HashMap<>();

    RequiredObjects(Supergraph supergraph) {
        this.supergraph = supergraph;
        var ofKeys = new HashSet<String>();
        for (var type : supergraph.types().values()) {
            type.joins().forEach(join -> collectNames(join.key(), ofKeys));
            for (var field : type.fields().values()) {
                field.joins().values().forEach(join -> collect(join.requires()));
            }
        }
        ofKeys.forEach(asked::remove);
    }

    private static void collectNames(FieldSet set, Set<String> names) {
        for (var item : set.items()) {
            switch (item) {
                case FieldSet.Leaf leaf -> {
                    names.add(leaf.name());
                    collectNames(leaf.children(), names);
                }
                case FieldSet.OnType(var type, var children) -> collectNames(children, names);
            }
        }
    }

    private void collect(FieldSet set) {
        for (var item : set.items()) {
            switch (item) {
                case FieldSet.Leaf leaf when leaf.children().isEmpty() -> {}
                case FieldSet.Leaf leaf -> {
                    var children = new HashSet<String>();
                    collectUpper(leaf.children(), children);
                    asked.computeIfAbsent(leaf.name(), _ -> new HashSet<>(children))
                            .retainAll(children);
                    collect(leaf.children());
                }
                case FieldSet.OnType(var type, var children) -> collect(children);
            }
        }
    }

    private static void collectUpper(FieldSet set, Set<String> names) {
        for (var item : set.items()) {
            switch (item) {
                case FieldSet.Leaf leaf -> names.add(leaf.name());
                case FieldSet.OnType(var type, var children) -> collectUpper(children, names);
            }
        }
    }

    /** Whether what the client asks of the field's object may take away what is required of it. */
    boolean isAtRisk(FieldSelection field) {
        var required = asked.get(field.name());
        return required != null && mayTakeAway(field.selections(), required);
    }

    private boolean mayTakeAway(SelectionSet set, Set<String> required) {
        return set.selections().stream().anyMatch(selection -> switch (selection) {
            case InlineFragment fragment -> mayTakeAway(fragment.selections(), required);
            case FieldSelection field ->
                isNonNull(set.type(), field.name())
                        && (!required.contains(field.name())
                                || field.aliased()
                                || !field.arguments().isEmpty()
                                || isAtRisk(field));
        });
    }

    /** In one subgraph, or of one implementation, is enough: clients are told the weaker type, but who answers keeps to his own. */
    private boolean isNonNull(String type, String field) {
        return supergraph.types().containsKey(type)
                && Stream.concat(Stream.of(type), supergraph.type(type).possible().stream())
                        .map(each -> supergraph.type(each).field(field))
                        .flatMap(Optional::stream)
                        .anyMatch(RequiredObjects::isNonNull);
    }

    private static boolean isNonNull(FieldDefinition field) {
        return Stream.concat(
                        Stream.of(field.type()),
                        field.joins().values().stream().map(JoinField::type).flatMap(Optional::stream))
                .anyMatch(type -> type.text().endsWith("!"));
    }
}
