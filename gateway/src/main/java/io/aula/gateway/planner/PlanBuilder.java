package io.aula.gateway.planner;

import io.aula.gateway.operation.Condition;
import io.aula.gateway.operation.Operation;
import io.aula.gateway.operation.OperationKind;
import io.aula.gateway.operation.SelectionPrinter;
import io.aula.gateway.operation.SelectionSet;
import io.aula.gateway.operation.VariableDefinition;
import io.aula.gateway.plan.ContextVariable;
import io.aula.gateway.plan.EntityLookup;
import io.aula.gateway.plan.OutputRewrite;
import io.aula.gateway.plan.PlanNode;
import io.aula.gateway.plan.Representation;
import io.aula.gateway.plan.ResponsePath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Orders visits into waves and writes their documents; look-ups of one subgraph in one wave travel together. */
final class PlanBuilder {

    private static final String REPRESENTATIONS = "representations";

    private final Operation operation;
    private final String free;
    private int nextId = 1;

    PlanBuilder(Operation operation) {
        this.operation = operation;
        this.free = free(operation.variables());
    }

    /** What to put before names of ours, so that none of the client's variables begins like one of them. */
    private static String free(List<VariableDefinition> taken) {
        var prefix = "";
        for (var i = 0; i < taken.size(); i++) {
            var name = taken.get(i).name();
            if (name.startsWith(prefix + REPRESENTATIONS) || name.matches(prefix + "r\\d.*")) {
                prefix += "_";
                i = -1;
            }
        }
        return prefix;
    }

    /** What may travel in one request, if it is asked in one wave. */
    record Group(String subgraph, boolean entity, ResponsePath path, List<Condition> conditions) {}

    /** How many requests the visits take. */
    static int requests(List<Visit> visits) {
        return levels(visits).values().stream().mapToInt(Map::size).sum();
    }

    /** The visits as waves, one node each. */
    List<PlanNode> waves(List<Visit> visits, OperationKind rootKind) {
        var waves = new ArrayList<PlanNode>();
        for (var level : levels(visits).values()) {
            var nodes = new ArrayList<PlanNode>();
            level.forEach((group, together) ->
                    nodes.add(conditional(group.conditions(), request(group, together, rootKind))));
            waves.add(nodes.size() == 1 ? nodes.getFirst() : new PlanNode.Parallel(nodes));
        }
        return waves;
    }

    private static SortedMap<Integer, Map<Group, List<Visit>>> levels(List<Visit> visits) {
        var levels = new TreeMap<Integer, Map<Group, List<Visit>>>();
        var known = new HashMap<Visit, Integer>();
        for (var visit : visits) {
            var conditions = visit.output.commonConditions();
            var group = new Group(
                    visit.target.subgraph(), visit.entity, visit.entity ? ResponsePath.root() : visit.path, conditions);
            levels.computeIfAbsent(level(visit, known), _ -> new LinkedHashMap<>())
                    .computeIfAbsent(group, _ -> new ArrayList<>())
                    .add(visit);
        }
        if (levels.size() > 2) {
            new WaitForCompany(visits, known).rewrite(levels);
        }
        return levels;
    }

    private static int level(Visit visit, Map<Visit, Integer> known) {
        var level = known.get(visit);
        if (level == null) {
            level = 0;
            for (var earlier : visit.after) {
                // Visits of an earlier part of the response are over before this part starts.
                if (earlier.part == visit.part) {
                    level = Math.max(level, level(earlier, known) + 1);
                }
            }
            known.put(visit, level);
        }
        return level;
    }

    private static PlanNode conditional(List<Condition> conditions, PlanNode node) {
        return conditions.isEmpty() ? node : new PlanNode.Conditional(conditions, node);
    }

    private PlanNode request(Group group, List<Visit> visits, OperationKind rootKind) {
        if (group.entity()) {
            return lookups(group.subgraph(), visits);
        }
        var kind = group.path().isRoot() ? rootKind : OperationKind.QUERY;
        var output = visits.size() == 1 ? visits.getFirst().output : together(visits);
        var rewrites = new ArrayList<OutputRewrite>();
        var set = output.build(visits.getFirst().target.type(), ResponsePath.root(), rewrites);
        var variables = List.copyOf(output.variables(new TreeSet<>()));
        var declared = declarations(variables, List.of());
        var document = declared.isEmpty() && kind == OperationKind.QUERY
                ? SelectionPrinter.compact(set)
                : kind.keyword() + declared + SelectionPrinter.compact(set);
        return new PlanNode.Fetch(nextId++, group.subgraph(), kind, document, variables, group.path(), set, rewrites);
    }

    private static Output together(List<Visit> visits) {
        var output = new Output();
        visits.forEach(visit -> output.add(visit.output));
        return output;
    }

    /** What look-ups of several places have in common; {@code selection} is their output as text, which is soon compared. */
    private record Shape(
            List<Representation> representations,
            List<ContextVariable> contexts,
            String selection,
            List<OutputRewrite> rewrites) {

        /** Of what tells most apart: hashing the rest takes longer than the few comparisons it spares. */
        @Override
        public int hashCode() {
            return selection.hashCode();
        }
    }

    private record Places(Shape shape, SelectionSet output, List<ResponsePath> paths) {

        EntityLookup lookup(String alias, String variable) {
            return new EntityLookup(
                    alias, variable, paths, shape.representations(), shape.contexts(), output, shape.rewrites());
        }
    }

    private PlanNode lookups(String subgraph, List<Visit> visits) {
        var shapes = new LinkedHashMap<Shape, Places>();
        var used = new TreeSet<String>();
        for (var visit : visits) {
            var rewrites = new ArrayList<OutputRewrite>();
            var set = visit.output.build("_Entity", ResponsePath.root(), rewrites);
            visit.output.variables(used);
            var shape = new Shape(
                    List.copyOf(visit.representations),
                    List.copyOf(visit.contexts),
                    SelectionPrinter.compact(set),
                    rewrites);
            shapes.computeIfAbsent(shape, _ -> new Places(shape, set, new ArrayList<>()))
                    .paths()
                    .add(visit.path);
        }
        var variables = List.copyOf(used);
        var places = List.copyOf(shapes.values());
        if (places.size() == 1) {
            var lookup = places.getFirst().lookup("_entities", free + REPRESENTATIONS);
            return new PlanNode.EntityFetch(
                    nextId++, subgraph, document(places, List.of(lookup), variables), variables, lookup);
        }
        var lookups = new ArrayList<EntityLookup>();
        for (var place : places) {
            lookups.add(place.lookup("_e" + lookups.size(), free + "r" + lookups.size()));
        }
        return new PlanNode.BatchFetch(nextId++, subgraph, document(places, lookups, variables), variables, lookups);
    }

    private String document(List<Places> places, List<EntityLookup> lookups, List<String> variables) {
        var out = new StringBuilder("query");
        out.append(declarations(variables, lookups)).append('{');
        for (var i = 0; i < lookups.size(); i++) {
            var lookup = lookups.get(i);
            out.append(lookup.alias().equals("_entities") ? "" : lookup.alias() + ":");
            out.append("_entities(representations:$").append(lookup.variable()).append(')');
            out.append(places.get(i).shape().selection());
        }
        return out.append('}').toString();
    }

    private String declarations(List<String> variables, List<EntityLookup> lookups) {
        var all = new LinkedHashSet<String>();
        for (var lookup : lookups) {
            all.add("$" + lookup.variable() + ":[_Any!]!");
        }
        for (var lookup : lookups) {
            lookup.contexts().forEach(context -> all.add("$" + context.name() + ":" + context.type()));
        }
        for (var variable : operation.variables()) {
            if (variables.contains(variable.name())) {
                all.add(variable.print());
            }
        }
        return all.isEmpty() ? "" : "(" + String.join(",", all) + ")";
    }
}
