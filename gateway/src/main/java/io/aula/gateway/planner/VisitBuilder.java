package io.aula.gateway.planner;

import io.aula.gateway.graph.Node;
import io.aula.gateway.graph.PlanningGraph;
import io.aula.gateway.plan.ContextVariable;
import io.aula.gateway.plan.PathSegment;
import io.aula.gateway.plan.Representation;
import io.aula.gateway.plan.RepresentationField;
import io.aula.gateway.plan.ResponsePath;
import io.aula.gateway.supergraph.FieldSet;
import io.aula.gateway.supergraph.JoinField;
import io.aula.gateway.supergraph.Supergraph;
import io.aula.gateway.supergraph.TypeReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Cuts the tree where it crosses from one subgraph to another. */
final class VisitBuilder {

    private final PlanningGraph graph;
    private final Supergraph supergraph;
    private final Requirements requirements;
    private final List<Visit> visits = new ArrayList<>();
    private final List<FetchTree.Place> hops = new ArrayList<>();

    VisitBuilder(PlanningGraph graph, Requirements requirements) {
        this.graph = graph;
        this.supergraph = graph.supergraph();
        this.requirements = requirements;
    }

    /** Where the walk stands: the visit, what it selects here, which objects of the place are meant, and the place around. */
    private record Position(
            Visit visit,
            Output output,
            ResponsePath path,
            Node node,
            Set<String> narrowed,
            int part,
            @Nullable Position around) {

        ResponsePath pathOfFields() {
            return narrowed.isEmpty() ? path : path.then(new PathSegment.TypeCondition(narrowed));
        }

        Position later(int deferral) {
            return new Position(visit, output, path, node, narrowed, deferral, around);
        }

        Position above(int levels) {
            return levels == 0 ? this : java.util.Objects.requireNonNull(around).above(levels - 1);
        }
    }

    List<Visit> visits(FetchTree tree) {
        for (var entry : tree.root().children.values()) {
            if (entry.step instanceof Step.Enter(var target, var part)) {
                var visit = add(new Visit(target, ResponsePath.root(), false, part));
                walk(entry, new Position(visit, visit.output, ResponsePath.root(), target, Set.of(), part, null));
            }
        }
        hops.forEach(VisitBuilder::waitForNeeds);
        return visits;
    }

    private static void waitForNeeds(FetchTree.Place hop) {
        var visit = java.util.Objects.requireNonNull(hop.visit);
        for (var need : hop.needs) {
            if (need.visit != null && need.visit != visit) {
                visit.after.add(need.visit);
            }
        }
    }

    private Visit add(Visit visit) {
        visits.add(visit);
        return visit;
    }

    private void walk(FetchTree.Place place, Position here) {
        place.visit = here.visit();
        for (var child : place.children.values()) {
            switch (java.util.Objects.requireNonNull(child.step)) {
                case Step.Follow follow
                when child.children.isEmpty() -> {
                    child.visit = here.visit();
                    select(follow, here);
                }
                case Step.Follow follow -> walk(child, follow(follow, here));
                case Step.Narrow(var target) -> walk(child, narrow(target, here));
                case Step.Hop hop -> walk(child, hop(hop, child, here));
                case Step.Reenter(var target) -> {
                    var visit = add(new Visit(target, here.pathOfFields(), false, here.part()));
                    visit.after.add(here.visit());
                    // Nothing else may be selected there, and an empty selection is no GraphQL.
                    here.output().typename();
                    walk(
                            child,
                            new Position(
                                    visit,
                                    visit.output,
                                    here.path(),
                                    target,
                                    here.narrowed(),
                                    here.part(),
                                    here.around()));
                }
                case Step.Defer(var part) -> walk(child, here.later(part));
                case Step.Enter _ -> throw new IllegalStateException("a root is entered from the root only");
            }
        }
    }

    private Position follow(Step.Follow follow, Position here) {
        var field = select(follow, here);
        var output = here.output().field(field);
        var path = field.inside(here.pathOfFields());
        if (supergraph.isComposite(follow.target().type())
                && !follow.name().equals("__typename")
                && supergraph.type(follow.target().type()).isAbstract()) {
            output.typename();
        }
        return new Position(here.visit(), output, path, follow.target(), Set.of(), here.part(), here);
    }

    private Output.Field select(Step.Follow follow, Position here) {
        var shape = "!";
        var lists = 0;
        if (!follow.name().equals("__typename")) {
            var definition =
                    supergraph.type(here.node().type()).field(follow.name()).orElseThrow();
            var type = definition
                    .in(here.node().subgraph())
                    .flatMap(join -> join.type())
                    .orElse(definition.type());
            shape = supergraph.isComposite(type.name()) ? type.shape() : type.text();
            lists = definition.type().listDepth();
        }
        var field = new Output.Field(
                follow.responseKey(), follow.name(), follow.arguments(), follow.conditions(), shape, lists);
        here.output().field(field);
        if (follow.name().equals("__typename")) {
            here.output().named();
        }
        return field;
    }

    private static Position narrow(Node target, Position here) {
        here.output().typename();
        return new Position(
                here.visit(),
                here.output().fragment(target.type()),
                here.path(),
                target,
                Set.of(target.type()),
                here.part(),
                here.around());
    }

    private Position hop(Step.Hop hop, FetchTree.Place place, Position here) {
        here.output().typename();
        var visit = add(new Visit(hop.target(), here.path(), true, here.part()));
        visit.after.add(here.visit());
        hops.add(place);
        visit.representations.add(new Representation(
                typesAt(here), hop.target().type(), keys(hop.key(), hop.target()), fields(hop.requires())));
        for (var context : hop.contexts()) {
            var holder = here.above(context.levels()).path();
            visit.contexts.add(
                    new ContextVariable(context.variable(), context.type(), holder, fields(context.selection())));
        }
        if (mayBeNull(hop.key(), here.node())) {
            representByOtherKeys(hop, visit, here);
        }
        var output = visit.output.fragment(
                hop.target().type(), graph.names(hop.target().type()));
        if (supergraph.type(hop.target().type()).isAbstract()
                && !supergraph
                        .type(hop.target().type())
                        .interfaceObjectIn(hop.target().subgraph())) {
            output.typename();
        }
        return new Position(visit, output, here.path(), hop.target(), here.narrowed(), here.part(), here.around());
    }

    /** Only the upper fields: what a nested one may be is the subgraph's own affair. */
    private boolean mayBeNull(FieldSet key, Node node) {
        for (var item : key.items()) {
            if (item instanceof FieldSet.Leaf leaf) {
                var field = supergraph.type(node.type()).field(leaf.name());
                if (field.isPresent() && !field.get().type().text().endsWith("!")) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Where the key may be null, other keys go along, as far as they cost nothing: the first that is there counts. */
    private void representByOtherKeys(Step.Hop hop, Visit visit, Position here) {
        for (var jump : graph.jumps(here.node())) {
            if (!jump.target().equals(hop.target())
                    || jump.key().equals(hop.key())
                    || !jump.key().items().stream().allMatch(item -> atHand(item, here.node()))) {
                continue;
            }
            leaves(jump.key())
                    .forEach(leaf -> follow(
                            new Step.Follow(
                                    requirements.responseKey(leaf), leaf.name(), List.of(), List.of(), here.node()),
                            here));
            visit.representations.add(new Representation(
                    typesAt(here), hop.target().type(), keys(jump.key(), hop.target()), fields(hop.requires())));
        }
    }

    private boolean atHand(FieldSet.Item item, Node node) {
        return item instanceof FieldSet.Leaf leaf
                && leaf.children().isEmpty()
                && leaf.arguments().isEmpty()
                && graph.field(node, leaf.name())
                        .filter(move -> move.requires().isEmpty())
                        .isPresent();
    }

    private static Stream<FieldSet.Leaf> leaves(FieldSet set) {
        return set.items().stream().filter(FieldSet.Leaf.class::isInstance).map(FieldSet.Leaf.class::cast);
    }

    private Set<String> typesAt(Position here) {
        if (!here.narrowed().isEmpty()) {
            return here.narrowed();
        }
        return graph.names(here.node().type());
    }

    /** With their types. A field of which nobody says one is taken for one that may not be null. */
    private List<RepresentationField> keys(FieldSet set, Node target) {
        return typed(fields(set), target.type(), target.subgraph());
    }

    private List<RepresentationField> typed(List<RepresentationField> fields, String type, String subgraph) {
        return fields.stream()
                .map(field -> {
                    var reference = supergraph
                            .type(type)
                            .field(field.name())
                            .map(known ->
                                    known.in(subgraph).flatMap(JoinField::type).orElse(known.type()));
                    return new RepresentationField(
                            field.responseKey(),
                            field.name(),
                            reference.map(TypeReference::text).orElse("!"),
                            field.onlyFor(),
                            reference
                                    .map(known -> typed(field.children(), known.name(), subgraph))
                                    .orElse(field.children()));
                })
                .toList();
    }

    private List<RepresentationField> fields(FieldSet set) {
        var fields = new ArrayList<RepresentationField>();
        for (var item : set.items()) {
            addFields(item, Set.of(), fields);
        }
        return fields;
    }

    private void addFields(FieldSet.Item item, Set<String> onlyFor, List<RepresentationField> fields) {
        switch (item) {
            case FieldSet.Leaf leaf ->
                fields.add(new RepresentationField(
                        requirements.responseKey(leaf), leaf.name(), onlyFor, fields(leaf.children())));
            case FieldSet.OnType(var type, var children) -> {
                // Without its name the subgraph could not tell what the object is.
                var name = new RepresentationField("__typename", "__typename", Set.of(), List.of());
                if (!fields.contains(name)) {
                    fields.add(name);
                }
                var possible = supergraph.type(type).possible();
                children.items().forEach(child -> addFields(child, possible, fields));
            }
        }
    }
}
