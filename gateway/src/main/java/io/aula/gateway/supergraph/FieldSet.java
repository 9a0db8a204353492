package io.aula.gateway.supergraph;

import graphql.language.Argument;
import graphql.language.AstPrinter;
import graphql.language.Field;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.OperationDefinition;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import graphql.parser.Parser;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The selection inside {@code @key}, {@code @requires} and {@code @provides}. */
public record FieldSet(List<Item> items) {

    private static final FieldSet NONE = new FieldSet(List.of());

    public FieldSet {
        items = List.copyOf(items);
    }

    /** One entry of a field set. */
    public sealed interface Item {}

    /** A field; arguments map names to canonical value text. */
    public record Leaf(String name, Map<String, String> arguments, FieldSet children) implements Item {

        public Leaf {
            arguments = java.util.Collections.unmodifiableMap(new TreeMap<>(arguments));
        }
    }

    /** Fields only of objects of the type. */
    public record OnType(String type, FieldSet children) implements Item {}

    public static FieldSet none() {
        return NONE;
    }

    public boolean isEmpty() {
        return items.isEmpty();
    }

    /** The set as a schema writes it, in one line. */
    public String print() {
        return items.stream().map(FieldSet::print).collect(Collectors.joining(" "));
    }

    private static String print(Item item) {
        return switch (item) {
            case Leaf(var name, var arguments, var children) ->
                name + arguments(arguments) + (children.isEmpty() ? "" : " { " + children.print() + " }");
            case OnType(var type, var children) -> "... on " + type + " { " + children.print() + " }";
        };
    }

    private static String arguments(Map<String, String> arguments) {
        return arguments.isEmpty()
                ? ""
                : arguments.entrySet().stream()
                        .map(entry -> entry.getKey() + ": " + entry.getValue())
                        .collect(Collectors.joining(", ", "(", ")"));
    }

    static FieldSet parse(String text) {
        var document = Parser.parse("{" + text + "}");
        var operation = document.getDefinitionsOfType(OperationDefinition.class).getFirst();
        return of(operation.getSelectionSet());
    }

    /** Both sets, one after the other; shared fields are merged so that their children stay together. */
    public FieldSet plus(FieldSet other) {
        if (other.isEmpty() || this.equals(other)) {
            return this;
        }
        var merged = new ArrayList<>(items);
        other.items.forEach(item -> addMerged(merged, item));
        return new FieldSet(merged);
    }

    private static void addMerged(List<Item> merged, Item item) {
        if (merged.contains(item)) {
            return;
        }
        for (var i = 0; i < merged.size(); i++) {
            if (item instanceof Leaf leaf
                    && merged.get(i) instanceof Leaf earlier
                    && earlier.name().equals(leaf.name())
                    && earlier.arguments().equals(leaf.arguments())) {
                merged.set(
                        i,
                        new Leaf(
                                leaf.name(),
                                leaf.arguments(),
                                earlier.children().plus(leaf.children())));
                return;
            }
        }
        merged.add(item);
    }

    /** The children of the field where the set names it for objects of the type, directly or in a fragment. */
    public Optional<FieldSet> child(String field) {
        for (var item : items) {
            if (item instanceof Leaf leaf && leaf.name().equals(field)) {
                return Optional.of(leaf.children());
            }
        }
        return Optional.empty();
    }

    /** What the set says of objects of one type: its own fields, and those of fragments on that type. */
    public FieldSet on(String type) {
        var own = new ArrayList<Item>();
        for (var item : items) {
            switch (item) {
                case Leaf leaf -> own.add(leaf);
                case OnType fragment
                when fragment.type().equals(type) ->
                    own.addAll(fragment.children().items());
                case OnType fragment -> own.add(fragment);
            }
        }
        return new FieldSet(own);
    }

    private static FieldSet of(SelectionSet set) {
        var items = new ArrayList<Item>();
        for (Selection<?> selection : set.getSelections()) {
            switch (selection) {
                case Field field -> items.add(leaf(field));
                case InlineFragment fragment
                when fragment.getTypeCondition() != null ->
                    items.add(new OnType(fragment.getTypeCondition().getName(), of(fragment.getSelectionSet())));
                case InlineFragment fragment ->
                    items.addAll(of(fragment.getSelectionSet()).items());
                case FragmentSpread spread ->
                    throw new IllegalArgumentException("named fragment ..." + spread.getName() + " in a field set");
                default -> throw new IllegalArgumentException("unknown selection in a field set");
            }
        }
        return new FieldSet(items);
    }

    private static Leaf leaf(Field field) {
        var arguments = new TreeMap<String, String>();
        for (Argument argument : field.getArguments()) {
            arguments.put(argument.getName(), AstPrinter.printAstCompact(argument.getValue()));
        }
        return new Leaf(
                field.getName(), arguments, field.getSelectionSet() == null ? NONE : of(field.getSelectionSet()));
    }
}
