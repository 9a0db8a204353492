package io.aula.gateway.executor;

import io.aula.gateway.operation.Condition;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the response must look like at one place: the operation and the client's schema, prepared for writing. */
sealed interface Shape {

    boolean nonNull();

    /** Scalars go out as they came in. */
    record Leaf(boolean nonNull) implements Shape {}

    /** Only these values exist for the client. */
    record EnumLeaf(boolean nonNull, TypeNames values) implements Shape {}

    record ListOf(boolean nonNull, Shape item) implements Shape {}

    /**
     * Objects; {@code fields.get(i)} belongs to {@code types}' i-th name. {@code otherwise} is for objects which tell no concrete
     * type; where the schema knows the type it is the only case.
     */
    record Composite(
            boolean nonNull,
            TypeNames types,
            List<List<ShapedField>> fields,
            List<ShapedField> otherwise,
            boolean exact)
            implements Shape {}

    /** Stands among an object's fields for a fragment that comes later; {@code content} is what will then be written of it. */
    record Later(int part, Composite content) implements Shape {

        @Override
        public boolean nonNull() {
            return false;
        }
    }

    /**
     * A field to write: {@code key} is {@code "name":} and {@code constant} a value that needs no answer. Written if any of
     * {@code conditions} holds entirely, and none of {@code unless}: those put it further up.
     */
    record ShapedField(
            String name,
            byte[] key,
            byte[] lookup,
            List<List<Condition>> conditions,
            List<List<Condition>> unless,
            Optional<byte[]> constant,
            boolean introspection,
            @Nullable Shape shape,
            String coordinate) {}
}
