package io.aula.gateway.planner;

import io.aula.gateway.operation.Argument;
import io.aula.gateway.operation.Condition;
import io.aula.gateway.operation.FieldSelection;
import io.aula.gateway.operation.InlineFragment;
import io.aula.gateway.operation.Selection;
import io.aula.gateway.operation.SelectionSet;
import io.aula.gateway.plan.OutputRewrite;
import io.aula.gateway.plan.PathSegment;
import io.aula.gateway.plan.ResponsePath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a fetch selects, while it is put together. */
final class Output {

    /** A field and the shape of its type where it is asked: two of one response key must agree on it. */
    record Field(
            String responseKey,
            String name,
            List<Argument> arguments,
            List<Condition> conditions,
            String shape,
            int lists) {

        /** Of what tells most fields apart; planning hashes these more than anything. */
        @Override
        public int hashCode() {
            return 31 * responseKey.hashCode() + name.hashCode();
        }

        /** Where its objects are, if it stands at {@code path}. */
        ResponsePath inside(ResponsePath path) {
            var inside = path.then(new PathSegment.Field(responseKey));
            for (var i = 0; i < lists; i++) {
                inside = inside.then(new PathSegment.ListItem());
            }
            return inside;
        }

        boolean same(Field other) {
            return name.equals(other.name) && arguments.equals(other.arguments) && shape.equals(other.shape);
        }
    }

    /** Most are leaves, and do without maps of their own. */
    Map<Field, Output> fields = Map.of();

    Map<String, Output> fragments = Map.of();
    private final Set<String> objects;
    /** Whether the name of the type is wanted for itself, not only to tell objects apart. */
    private boolean named;

    Output() {
        this(Set.of());
    }

    private Output(Set<String> objects) {
        this.objects = objects;
    }

    private boolean isEmpty() {
        return fields.isEmpty() && fragments.isEmpty();
    }

    Output field(Field field) {
        if (fields.isEmpty()) {
            fields = new LinkedHashMap<>();
        }
        return fields.computeIfAbsent(field, _ -> new Output());
    }

    Output fragment(String type) {
        return fragment(type, Set.of(type));
    }

    /** The fragment on a type whose objects name themselves as one of {@code objects}. */
    Output fragment(String type, Set<String> objects) {
        if (fragments.isEmpty()) {
            fragments = new LinkedHashMap<>();
        }
        return fragments.computeIfAbsent(type, _ -> new Output(objects));
    }

    void typename() {
        field(new Field("__typename", "__typename", List.of(), List.of(), "!", 0));
    }

    /** Whoever asked for {@code __typename} gets it from here. */
    void named() {
        named = true;
    }

    void add(Output other) {
        named |= other.named;
        other.fields.forEach((field, child) -> field(field).add(child));
        other.fragments.forEach((type, child) -> fragment(type, child.objects).add(child));
    }

    boolean conflicts(Output other) {
        for (var mine : everyField().entrySet()) {
            for (var theirs : other.everyField().entrySet()) {
                if (mine.getKey().responseKey().equals(theirs.getKey().responseKey())
                        && (!mine.getKey().same(theirs.getKey())
                                || mine.getValue().conflicts(theirs.getValue()))) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Own fields and those of fragments; of equal ones the last stands for all. */
    Map<Field, Output> everyField() {
        if (fragments.isEmpty()) {
            return fields;
        }
        if (fields.isEmpty() && fragments.size() == 1) {
            return fragments.values().iterator().next().everyField();
        }
        var all = new LinkedHashMap<>(fields);
        fragments.values().forEach(fragment -> all.putAll(fragment.everyField()));
        return all;
    }

    /** Conditions under which alone anything is selected. */
    List<Condition> commonConditions() {
        var common = commonConditions(null);
        return common == null ? List.of() : common;
    }

    /** Those of {@code common} that are everybody's here too; null is no opinion yet. */
    private @Nullable List<Condition> commonConditions(@Nullable List<Condition> common) {
        for (var field : fields.keySet()) {
            if (common != null && common.isEmpty()) {
                return common;
            }
            if (named
                    || !field.name().equals("__typename")
                    || !field.conditions().isEmpty()) {
                common = common == null
                        ? field.conditions()
                        : common.stream().filter(field.conditions()::contains).toList();
            }
        }
        for (var fragment : fragments.values()) {
            common = fragment.commonConditions(common);
        }
        return common;
    }

    Set<String> variables(Set<String> found) {
        everyVariable(found);
        return found;
    }

    private void everyVariable(Set<String> found) {
        fields.forEach((field, child) -> {
            field.arguments().forEach(argument -> found.addAll(argument.variables()));
            field.conditions().forEach(condition -> found.add(condition.variable()));
            if (!child.isEmpty()) {
                child.everyVariable(found);
            }
        });
        fragments.values().forEach(child -> child.everyVariable(found));
    }

    /** The selection set, with internal aliases where fragments would disagree; those are noted in {@code rewrites}. */
    SelectionSet build(String type, ResponsePath path, List<OutputRewrite> rewrites) {
        return new SelectionSet(type, selections(type, path, rewrites, new HashMap<>()));
    }

    private record Used(Field field, Output output) {

        boolean clashes(Field other, Output below) {
            return !field.shape().equals(other.shape()) || output.shapeConflicts(below);
        }
    }

    private List<Selection> selections(
            String type, ResponsePath path, List<OutputRewrite> rewrites, Map<String, List<Used>> used) {
        var selections = new ArrayList<Selection>();
        fields.forEach((field, child) -> {
            var key = freeKey(field, child, used);
            if (!key.equals(field.responseKey())) {
                rewrites.add(new OutputRewrite(path, key, field.responseKey()));
            }
            var children = child.isEmpty() ? SelectionSet.none() : child.build("", field.inside(path), rewrites);
            selections.add(new FieldSelection(key, field.name(), field.arguments(), field.conditions(), children));
        });
        fragments.forEach((name, child) -> {
            var inside = path.then(new PathSegment.TypeCondition(child.objects));
            selections.add(new InlineFragment(
                    name, List.of(), new SelectionSet(name, child.selections(name, inside, rewrites, used))));
        });
        return selections;
    }

    private static String freeKey(Field field, Output child, Map<String, List<Used>> used) {
        var key = field.responseKey();
        for (var attempt = 0; ; attempt++) {
            var others = used.putIfAbsent(key, List.of(new Used(field, child)));
            if (others == null) {
                return key;
            }
            if (others.stream().noneMatch(other -> other.clashes(field, child))) {
                var all = new ArrayList<>(others);
                all.add(new Used(field, child));
                used.put(key, all);
                return key;
            }
            key = "_aula_" + attempt + "_" + field.responseKey();
        }
    }

    /** Below different objects arguments may differ, but not shapes. */
    private boolean shapeConflicts(Output other) {
        for (var mine : everyField().entrySet()) {
            for (var theirs : other.everyField().entrySet()) {
                if (mine.getKey().responseKey().equals(theirs.getKey().responseKey())
                        && (!mine.getKey().shape().equals(theirs.getKey().shape())
                                || mine.getValue().shapeConflicts(theirs.getValue()))) {
                    return true;
                }
            }
        }
        return false;
    }
}
