package io.aula.gateway.executor;

import io.aula.gateway.operation.Condition;
import java.util.List;

/** What the response must look like at one place: the operation and the client's schema, prepared for writing. */
sealed interface Shape {

    boolean nonNull();

    /** Scalars go out as they came in, where that is of their type. */
    record Leaf(boolean nonNull, LeafType type) implements Shape {}

    /** Only these values exist for the client. */
    record EnumLeaf(boolean nonNull, TypeNames values) implements Shape {}

    record ListOf(boolean nonNull, Shape item) implements Shape {}

    /** What stands for every object alike, as {@code __typename} of a known type. */
    record Constant(byte[] json) implements Shape {

        @Override
        public boolean nonNull() {
            return true;
        }
    }

    /** What the gateway tells about its schema under this response key. */
    record Introspected(String responseKey) implements Shape {

        @Override
        public boolean nonNull() {
            return false;
        }
    }

    /**
     * Objects; {@code fields.get(i)} belongs to {@code types}' i-th name. {@code otherwise} is for objects which tell no concrete
     * type; where the schema knows the type it is the only case.
     */
    record Composite(boolean nonNull, TypeNames types, List<Fields> fields, Fields otherwise, boolean exact)
            implements Shape {

        Composite required() {
            return new Composite(true, types, fields, otherwise, exact);
        }
    }

    /**
     * What the id of {@code node} or {@code nodes} stands for. Nobody may have it: that is null and no fault (Relay's Global Object
     * Identification, section 3). {@code object} tells by being non-null whether it could be written.
     */
    record Refetched(Composite object) implements Shape {

        @Override
        public boolean nonNull() {
            return false;
        }
    }

    /** Stands among an object's fields for a fragment that comes later; {@code content} is what will then be written of it. */
    record Later(int part, Composite content) implements Shape {

        @Override
        public boolean nonNull() {
            return false;
        }
    }

    /** The fields of an object; {@code lookups.get(i)} is the key under which the i-th is found. */
    record Fields(List<ShapedField> list, Names lookups) {

        static Fields of(List<ShapedField> list) {
            return new Fields(List.copyOf(list), Names.of(list, ShapedField::lookup));
        }
    }

    /** A field to write; {@code key} is {@code ,"name":}. */
    record ShapedField(String name, byte[] key, byte[] lookup, When when, Shape shape, String coordinate) {}

    /** Written if any of {@code conditions} holds entirely, or there is none, and none of {@code unless}: those put it further up. */
    record When(List<List<Condition>> conditions, List<List<Condition>> unless) {

        static final When ALWAYS = new When(List.of(), List.of());
    }
}
