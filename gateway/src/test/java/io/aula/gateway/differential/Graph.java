package io.aula.gateway.differential;

import io.aula.gateway.supergraph.FieldSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A whole graph and how it is cut: each type has a part in some subgraphs, each part declares some of the type's fields. */
final class Graph {

    /** What a type is. */
    enum Kind {
        OBJECT,
        INTERFACE,
        UNION
    }

    /**
     * A field of the whole. {@code wrap} is its type around {@code *}; {@code strict} is what the data keeps to and single subgraphs
     * may promise. {@code computedFrom} are the fields its value depends on; {@code hidden} fields are for subgraphs only.
     */
    record Field(
            String name,
            String type,
            String wrap,
            String strict,
            List<String> arguments,
            FieldSet computedFrom,
            boolean hidden) {

        String text() {
            return wrap.replace("*", type);
        }

        boolean plain() {
            return arguments.isEmpty() && computedFrom.isEmpty();
        }
    }

    /** A key of a part. */
    record Key(String text, FieldSet fields, boolean resolvable) {}

    /** What a subgraph says of a field; {@code lost} means that another took it over for good. */
    record Declared(
            Field field,
            String wrap,
            boolean external,
            FieldSet provides,
            Optional<String> override,
            Optional<String> label,
            boolean lost) {

        static Declared own(Field field) {
            return new Declared(field, field.wrap(), false, FieldSet.none(), Optional.empty(), Optional.empty(), false);
        }

        Declared strict() {
            return new Declared(field, field.strict(), external, provides, override, label, lost);
        }

        Declared asExternal() {
            return new Declared(field, wrap, true, provides, override, label, lost);
        }

        Declared providing(FieldSet set) {
            return new Declared(field, wrap, external, set, override, label, lost);
        }

        Declared overriding(String subgraph, Optional<String> when) {
            return new Declared(field, wrap, external, provides, Optional.of(subgraph), when, lost);
        }

        Declared asLost() {
            return new Declared(field, wrap, external, provides, override, label, true);
        }

        FieldSet requires() {
            return external ? FieldSet.none() : field.computedFrom();
        }
    }

    /** A type in one subgraph. */
    static final class Part {

        final List<Key> keys = new ArrayList<>();
        final Map<String, Declared> fields = new LinkedHashMap<>();
        boolean interfaceObject;

        boolean resolvable() {
            return keys.stream().anyMatch(Key::resolvable);
        }

        boolean owns(String field) {
            var declared = fields.get(field);
            return declared != null && !declared.external();
        }

        boolean inKey(String field) {
            return keys.stream().anyMatch(key -> key.fields().child(field).isPresent());
        }
    }

    /** A type of the whole; {@code members} are the objects of an abstract one. */
    static final class Type {

        final String name;
        final Kind kind;
        final Map<String, Field> fields = new LinkedHashMap<>();
        final Set<String> members = new LinkedHashSet<>();
        final Map<String, Part> parts = new LinkedHashMap<>();

        Type(String name, Kind kind) {
            this.name = name;
            this.kind = kind;
        }

        boolean entity() {
            return parts.values().stream().anyMatch(part -> !part.keys.isEmpty());
        }

        Field field(String field) {
            return java.util.Objects.requireNonNull(fields.get(field), () -> name + "." + field);
        }

        Part part(String subgraph) {
            return java.util.Objects.requireNonNull(parts.get(subgraph), () -> name + " in " + subgraph);
        }

        List<Field> visible() {
            return fields.values().stream().filter(field -> !field.hidden()).toList();
        }
    }

    final List<String> subgraphs;
    final Set<String> labels = new LinkedHashSet<>();
    private final Map<String, Type> types = new LinkedHashMap<>();

    Graph(List<String> subgraphs) {
        this.subgraphs = List.copyOf(subgraphs);
    }

    Type add(String name, Kind kind) {
        var type = new Type(name, kind);
        types.put(name, type);
        return type;
    }

    Collection<Type> types() {
        return types.values();
    }

    boolean isComposite(String name) {
        return types.containsKey(name);
    }

    Type type(String name) {
        return java.util.Objects.requireNonNull(types.get(name), name);
    }

    List<Type> entities() {
        return types.values().stream()
                .filter(type -> type.kind == Kind.OBJECT && type.entity())
                .toList();
    }

    List<Type> abstracts(Kind kind) {
        return types.values().stream().filter(type -> type.kind == kind).toList();
    }

    List<Type> interfacesOf(String object) {
        return abstracts(Kind.INTERFACE).stream()
                .filter(type -> type.members.contains(object))
                .toList();
    }

    /** The objects that values of the type can be in this subgraph. */
    Set<String> known(Type type, String subgraph) {
        if (type.kind == Kind.OBJECT) {
            return Set.of(type.name);
        }
        var part = type.parts.get(subgraph);
        if (part != null && part.interfaceObject) {
            return type.members;
        }
        var known = new LinkedHashSet<String>();
        for (var member : type.members) {
            var there = type(member).parts.get(subgraph);
            if (there != null && (type.kind == Kind.UNION || there.owns("id"))) {
                known.add(member);
            }
        }
        return known;
    }

    /** The objects that the field's values can be, wherever it is asked. */
    List<String> targets(Type owner, Field field) {
        var target = type(field.type());
        var possible = new LinkedHashSet<>(target.kind == Kind.OBJECT ? Set.of(target.name) : target.members);
        owner.parts.forEach((subgraph, part) -> {
            if (part.owns(field.name())) {
                possible.retainAll(known(target, subgraph));
            }
        });
        return List.copyOf(possible);
    }
}
